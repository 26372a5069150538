import { parseArgs } from 'node:util';
import { ON_LIVE_STATE } from '#graphql/live/documents.generated';
import type { StackFile } from '../local/stack-file.ts';
import { type Burst, measureBurst } from './ballots-burst.ts';
import { type Exactness, measureExactness } from './ballots-exact.ts';
import { measureNaive, type Naive } from './ballots-naive.ts';
import { type Crowd, startCrowd } from './crowd.ts';
import { operator } from './operator.ts';
import { keep, milliseconds, percentile, type Row, say, thousands } from './report.ts';
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
/** A twentieth of the ballots, over the same time. */
const FEW = Math.ceil(BALLOTS / 20);
const OVER_MS = 30_000;
/** A rush that takes every moment of the machine says nothing about its publishes: it is spread over as long as is needed. */
const OF_FULL_SPEED = 0.8;
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

const p50p99 = (times: readonly number[]): string =>
  times.length > 0 ? `${milliseconds(percentile(times, 50))}, ${milliseconds(percentile(times, 99))}` : 'none';
const decimals = (value: number): string => (value < 0.1 ? value.toFixed(4) : value.toFixed(2));
const sum = (values: Record<string, number>): number => Object.values(values).reduce((all, each) => all + each, 0);
const parts = (values: Record<string, number>): string =>
  Object.entries(values)
    .sort(([, one], [, other]) => other - one)
    .map(([name, value]) => `${name} ${decimals(value)}`)
    .join(', ');

const rowOfBurst = (burst: Burst): Row => ({
  way: 'Butai',
  ballots: thousands(burst.ballots),
  lost: '0',
  s: burst.seconds.toFixed(1),
  publishes: thousands(burst.publishes),
  'own screen p50, p99': p50p99(burst.ownScreen),
  'all screens p50, p99': p50p99(burst.allScreens),
  'shown with the closing': thousands(burst.unseen),
  'write units/ballot': decimals(sum(burst.writeUnits)),
  'λ calls/ballot': decimals(sum(burst.calls)),
});

const rowOfNaive = (naive: Naive): Row => ({
  way: 'naive',
  ballots: thousands(naive.votes),
  lost: thousands(naive.lost),
  s: naive.seconds.toFixed(1),
  publishes: thousands(naive.publishes),
  'own screen p50, p99': p50p99(naive.ownScreen),
  'all screens p50, p99': p50p99(naive.allScreens),
});

/** However many ballots there are, pages hear of them once a window at the most. */
const publishProblems = (few: Burst, many: Burst): string[] => [
  ...[few, many]
    .filter(({ publishes, windows }) => publishes > windows + 2)
    .map(
      ({ ballots, publishes, windows }) =>
        `${thousands(ballots)} ballots: ${publishes} publishes in ${windows} windows`,
    ),
  ...(many.publishes > few.publishes + 2
    ? [
        `${many.publishes} publishes of ${thousands(many.ballots)} ballots, ${few.publishes} of ${thousands(few.ballots)}`,
      ]
    : []),
];

say('ballots: starting the local stack');
const stack = await startStack(true);
try {
  const { addresses } = stack;
  const act = await operator(addresses);
  const show = await prepareShow(addresses);
  const tokens = await giveTokens(addresses, show);
  const subs = tokens.map(subOf);
  say(`  ${thousands(tokens.length)} viewers have a token`);

  const trials: Exactness[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const stage = await show.addStage(`seed-${seed}`);
    const trial = { addresses, act, stage, seed, ballots: BALLOTS, writers: WRITERS, tokens, subs };
    trials.push(await measureExactness(trial));
  }
  const slowest = Math.min(...trials.map(({ rate }) => rate));
  const over = Math.max(OVER_MS, (BALLOTS / (slowest * OF_FULL_SPEED)) * 1_000);

  const crowd = await gather(addresses, show, tokens[0] ?? '');
  say(
    `  ${thousands(VIEWERS)} viewers watch; ${thousands(FEW)} and ${thousands(BALLOTS)} ballots over ${Math.round(over / 1_000)} s each`,
  );
  const rush = { addresses, act, stage: show.stage, crowd, writers: WRITERS, tokens, over };
  const few = await measureBurst({ ...rush, slug: 'few', ballots: FEW });
  const many = await measureBurst({ ...rush, slug: 'many', ballots: BALLOTS });
  const last = crowd.arrivals.at(-1);
  if (!last) throw new Error('the crowd saw nothing');
  say('  the naive way');
  const naive = await measureNaive(addresses, crowd, last.state, { votes: NAIVE_VOTES, writers: WRITERS });
  const { doubled, closed } = await crowd.findings();
  await crowd.stop();

  say('  waiting for certificates');
  const problems = [
    ...(await Promise.all(trials.map((each) => each.problems))).flat(),
    ...few.problems,
    ...many.problems,
    ...publishProblems(few, many),
    ...(doubled > 0 ? [`${doubled} messages came twice`] : []),
    ...(closed > 0 ? [`${closed} connections were closed`] : []),
  ];
  const exact = `tally = rows = certificate for ${SEEDS} seeds`;
  const verdict = problems.length > 0 ? problems.join('; ') : exact;
  const notes = [
    `Write units: ${parts(many.writeUnits)}. λ calls: ${parts(many.calls)}.`,
    'Write units are as DynamoDB Local counts them, those of transactions doubled and those of refused writes added as on AWS.',
  ];
  keep(
    'ballots',
    `${thousands(BALLOTS)} ballots by ${WRITERS} writers; ${thousands(FEW)} and ${thousands(BALLOTS)} over ${Math.round(over / 1_000)} s with ${thousands(VIEWERS)} viewers.`,
    [trials.map(({ row }) => row), [rowOfBurst(few), rowOfBurst(many), rowOfNaive(naive)]],
    [...notes, `${verdict}.`].join('\n\n'),
  );
  say(
    `ballots: ${thousands(slowest)} ballots/s; ${few.publishes} and ${many.publishes} publishes; naive: ${thousands(naive.lost)} of ${thousands(naive.votes)} lost, ${thousands(naive.publishes)} publishes; ${verdict}`,
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await stack.stop();
}
