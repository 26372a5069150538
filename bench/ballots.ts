import { parseArgs } from 'node:util';
import { ON_LIVE_STATE } from '#graphql/live/documents.generated';
import type { StackFile } from '../local/stack-file.ts';
import { measureExactness } from './ballots-exact.ts';
import { measureFew } from './ballots-few.ts';
import { measureNaive } from './ballots-naive.ts';
import { notes, publishProblems, rowOf } from './ballots-rows.ts';
import { type Crowd, startCrowd } from './crowd.ts';
import { operator } from './operator.ts';
import { keep, say, thousands } from './report.ts';
import { control, startStack } from './server.ts';
import { prepareShow, type Show } from './show.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    ballots: { type: 'string', default: '20000' },
    writers: { type: 'string', default: '50' },
    viewers: { type: 'string', default: '1000' },
  },
});
const SEEDS = Number(values.seeds);
const BALLOTS = Number(values.ballots);
const WRITERS = Number(values.writers);
const VIEWERS = Number(values.viewers);
/** A twentieth of the ballots, over the same time; so many at least that there is something to publish all the time. */
const FEW = Math.min(BALLOTS, Math.max(100, Math.ceil(BALLOTS / 20)));
/** The time, where the machine takes all the ballots in it; else as long as it needs. */
const OVER_MS = 30_000;
/** Each goes to every viewer: more of them would measure nothing else for minutes. */
const NAIVE_VOTES = 1_000;

/** The control address gives this many tokens at a time. */
const AT_A_TIME = 5_000;

const subOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;

async function giveTokens(addresses: StackFile, { event }: Show): Promise<string[]> {
  const all: string[] = [];
  while (all.length < BALLOTS) {
    const count = Math.min(AT_A_TIME, BALLOTS - all.length);
    all.push(...(await control<{ tokens: string[] }>(addresses, 'POST /viewers', { event, count })).tokens);
  }
  return all;
}

async function gather(addresses: StackFile, { stage }: Show, token: string): Promise<Crowd> {
  return startCrowd({
    dialect: 'appsync',
    url: addresses.realtime,
    sockets: VIEWERS,
    authorization: { host: new URL(addresses.graphql).host, Authorization: token },
    query: ON_LIVE_STATE,
    variables: { stage },
    field: 'onLiveState',
  });
}

say('ballots: starting the local stack');
const stack = await startStack(true);
try {
  const { addresses } = stack;
  const act = await operator(addresses);
  const show = await prepareShow(addresses);
  const tokens = await giveTokens(addresses, show);
  const subs = tokens.map(subOf);
  say(`  ${thousands(tokens.length)} viewers have a token`);

  const crowd = await gather(addresses, show, tokens[0] ?? '');
  say(`  ${thousands(VIEWERS)} viewers watch`);

  const shared = { addresses, act, writers: WRITERS, tokens, subs };
  const watchedTrial = { ...shared, stage: show.stage, seed: 1, ballots: BALLOTS, over: OVER_MS, crowd };
  const trials = [await measureExactness(watchedTrial)];
  const many = trials[0]?.watched;
  if (!many) throw new Error('nobody watched');
  const few = await measureFew({ ...shared, stage: show.stage, ballots: FEW, over: many.seconds * 1_000, crowd });
  const last = crowd.arrivals.at(-1);
  if (!last) throw new Error('the crowd saw nothing');
  say('  the naive way');
  const naive = await measureNaive(addresses, crowd, last.state, { votes: NAIVE_VOTES, writers: WRITERS });
  const { doubled, closed } = await crowd.findings();
  await crowd.stop();
  for (let seed = 2; seed <= SEEDS; seed++) {
    const stage = await show.addStage(`seed-${seed}`);
    trials.push(await measureExactness({ ...shared, stage, seed, ballots: BALLOTS }));
  }

  say('  waiting for certificates');
  const problems = [
    ...(await Promise.all(trials.map((each) => each.problems))).flat(),
    ...few.problems,
    ...publishProblems(few, many),
    ...(doubled > 0 ? [`${doubled} messages came twice`] : []),
    ...(closed > 0 ? [`${closed} connections were closed`] : []),
  ];
  const slowest = Math.min(...trials.map(({ rate }) => rate));
  const exact = `tally = rows = certificate for ${SEEDS} seeds`;
  const verdict = problems.length > 0 ? problems.join('; ') : exact;
  keep(
    'ballots',
    `${thousands(BALLOTS)} ballots by ${WRITERS} writers; ${thousands(FEW)} and those of seed 1 over ${Math.round(many.seconds)} s with ${thousands(VIEWERS)} viewers.`,
    [trials.map(({ row }) => row), [rowOf('Butai', few), rowOf('Butai', many), rowOf('naive', naive)]],
    [...notes(many), `${verdict}.`].join('\n\n'),
  );
  say(
    `ballots: ${thousands(slowest)} ballots/s; ${few.publishes} and ${many.publishes} publishes; naive: ${thousands(naive.lost)} of ${thousands(naive.ballots)} lost, ${thousands(naive.publishes)} publishes; ${verdict}`,
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await stack.stop();
}
