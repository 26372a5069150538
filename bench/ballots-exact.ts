import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { StackFile } from '../local/stack-file.ts';
import { beginFaults } from './ballots-faults.ts';
import { planBallots } from './ballots-plan.ts';
import { type Asked, ask, type Count, choicesOf, type Kind } from './ballots-survey.ts';
import { countRows, readRows } from './ballots-truth.ts';
import { type Watched, watch, wronglyTold } from './ballots-watch.ts';
import { writeBallots } from './ballots-writers.ts';
import type { Crowd } from './crowd.ts';
import type { Operator } from './operator.ts';
import { type Row, say, thousands } from './report.ts';
import { control } from './server.ts';

const CHANGED = 0.1;
const DOUBLED = 0.1;
const KINDS: Kind[] = ['SINGLE', 'MULTIPLE', 'RATING'];

/** A recount begins a minute after closing; what is not there half a minute later does not come. */
const CERTIFIED_WITHIN_MS = 90_000;

/** What one seed came to. The certificate is waited for while others are counted. */
export interface Exactness {
  row: Row;
  /** Answers taken a second, duplicates not counted. */
  rate: number;
  /** Where a crowd watched; `lost`: ballots that pages were not told of in the end. */
  watched: (Watched & { lost: number }) | undefined;
  /** Resolves with all that was wrong, once the certificate is there. */
  problems: Promise<string[]>;
}

export interface Trial {
  addresses: StackFile;
  act: Operator;
  stage: string;
  seed: number;
  ballots: number;
  writers: number;
  tokens: readonly string[];
  subs: readonly string[];
  /** Over how many milliseconds, at the least. */
  over?: number;
  /** Who watches the stage. */
  crowd?: Crowd;
}

/** Has a survey answered while everything goes wrong that may, and compares rows, tally and certificate. */
export async function measureExactness(trial: Trial): Promise<Exactness> {
  const { addresses, act, stage, seed, ballots, writers, tokens, subs, over, crowd } = trial;
  const kind = KINDS[(seed - 1) % KINDS.length] ?? 'SINGLE';
  const asked = await ask(act, stage, 'trial', kind);
  const plan = planBallots({ seed, kind, ballots, writers, changed: CHANGED, doubled: DOUBLED });
  const watching = crowd && (await watch(addresses, crowd, asked.id));
  const faults = await beginFaults(addresses);
  const written = await writeBallots({
    addresses,
    survey: asked.id,
    plan,
    tokens,
    over,
    progress: async (share) => {
      say(`  seed ${seed}: ${Math.round(share * 100)} % of ${thousands(ballots)} ballots`);
      if (share >= 0.5) await faults.split();
    },
  });
  await control(addresses, 'POST /idle');
  const suffered = await faults.end();
  const watched = await watching?.counted(written, ballots);
  const rows = await readRows(addresses, asked.id);
  const { degraded, ...tally } = await asked.tally();
  const closedAt = Date.parse(await asked.close());
  const told = await watching?.closed();

  const truth = countRows(rows, choicesOf(kind));
  const said = new Map(rows.map(({ voter, choices }) => [voter, choices]));
  const lost = plan.said.filter((choices, voter) => !isDeepStrictEqual(said.get(subs[voter] ?? ''), choices)).length;
  const first = [
    ...written.problems.slice(0, 3),
    written.problems.length > 3 && `${written.problems.length} problems in all`,
    rows.length !== plan.voters && `${rows.length} rows of ${plan.voters} voters`,
    lost > 0 && `${lost} voters' rows do not say what they said last`,
    watching && wronglyTold(told, plan.voters),
    degraded && 'the tally calls itself degraded',
    difference('tally', tally, truth),
  ];
  const seconds = written.duration / 1_000;
  const rate = ballots / seconds;
  say(`  seed ${seed}: ${thousands(rate)} ballots/s, tally ${isDeepStrictEqual(tally, truth) ? '=' : '≠'} rows`);
  return {
    rate,
    watched: watched && { ...watched, lost: plan.voters - (told ?? 0) },
    row: {
      seed: String(seed),
      kind,
      requests: thousands(written.requests),
      changed: thousands(plan.changes),
      'sent twice': thousands(plan.duplicates),
      rows: thousands(rows.length),
      ...suffered,
      'ballots/s': thousands(rate),
      'tally = rows': isDeepStrictEqual(tally, truth) ? 'yes' : 'NO',
    },
    problems: certificate(asked, closedAt).then(
      (certified) => named(seed, [...first, difference('certificate', certified, truth)]),
      (error: Error) => named(seed, [...first, error.message]),
    ),
  };
}

const named = (seed: number, problems: readonly (string | false | undefined)[]): string[] =>
  problems.filter((problem) => typeof problem === 'string').map((problem) => `seed ${seed}: ${problem}`);

const difference = (what: string, count: Count | undefined, truth: Count): string | false =>
  !isDeepStrictEqual(count, truth) && `${what} ${JSON.stringify(count)}, rows ${JSON.stringify(truth)}`;

async function certificate(asked: Asked, closedAt: number): Promise<Count | undefined> {
  for (;;) {
    const certified = await asked.certificate();
    if (certified || Date.now() > closedAt + CERTIFIED_WITHIN_MS) return certified;
    await pause(1_000);
  }
}
