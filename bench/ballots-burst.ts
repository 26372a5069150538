import type { LiveState } from '#graphql/schema.generated';
import type { StackFile } from '../local/stack-file.ts';
import { planBallots } from './ballots-plan.ts';
import { ask } from './ballots-survey.ts';
import { type Taken, writeBallots } from './ballots-writers.ts';
import type { Crowd } from './crowd.ts';
import type { Arrival } from './crowd-messages.ts';
import type { Operator } from './operator.ts';
import { say, thousands } from './report.ts';
import { control } from './server.ts';

/** The fan-out's window: ticks of one stage within it are one (modules/change). */
const WINDOW_MS = 1_000;

/** By then whatever was counted is on the page, since closing is an act. */
const CLOSED_WITHIN_MS = 15_000;

/** What a burst of ballots cost and how soon it was seen. */
export interface Burst {
  ballots: number;
  /** From the first request to the last answer. */
  seconds: number;
  /** That reached every viewer, from the opening to the closing, the closing's own not among them. */
  publishes: number;
  windows: number;
  /** From a request to its answer, and to the last viewer of the first publish that contains it; milliseconds. */
  ownScreen: number[];
  allScreens: number[];
  /** Ballots that no publish contained before the closing's. */
  unseen: number;
  /** By what writes, per ballot. */
  writeUnits: Record<string, number>;
  /** By function, per ballot. */
  calls: Record<string, number>;
  problems: string[];
}

interface Stats {
  functions: Record<string, { invocations: number }>;
}
type Metered = Record<string, Record<string, { written: number }>>;

export interface Rush {
  addresses: StackFile;
  act: Operator;
  stage: string;
  crowd: Crowd;
  slug: string;
  ballots: number;
  writers: number;
  tokens: readonly string[];
  /** Over how many milliseconds. */
  over: number;
}

const surveyOf = ({ state }: Arrival): LiveState['survey'] => (state as unknown as LiveState).survey;
const ballotsOf = (arrival: Arrival): number => surveyOf(arrival)?.results?.ballots ?? 0;

/** Has a survey answered by so many while a crowd watches, and closes it. */
export async function measureBurst(rush: Rush): Promise<Burst> {
  const { addresses, act, stage, crowd, slug, ballots, writers, tokens, over } = rush;
  const asked = await ask(act, stage, slug, 'SINGLE');
  const plan = planBallots({ seed: ballots, kind: 'SINGLE', ballots, writers });
  await control(addresses, 'POST /meter/start');
  const before = await control<Stats>(addresses, 'GET /stats');
  const written = await writeBallots({
    addresses,
    survey: asked.id,
    plan,
    tokens,
    over,
    progress: (share) => say(`  ${Math.round(share * 100)} % of ${thousands(ballots)} ballots`),
  });
  await control(addresses, 'POST /idle');
  const after = await control<Stats>(addresses, 'GET /stats');
  const units = await control<Metered>(addresses, 'GET /meter');
  const arrivals = crowd.arrivals.filter((arrival) => surveyOf(arrival)?.id === asked.id);
  await asked.close();
  const last = await crowd.arrival(
    (arrival) => surveyOf(arrival)?.id === asked.id && surveyOf(arrival)?.state === 'CLOSED',
    CLOSED_WITHIN_MS,
  );
  const { allScreens, unseen } = screens(written.taken, arrivals);
  const seconds = written.duration / 1_000;
  return {
    ballots,
    seconds,
    publishes: arrivals.length,
    windows: Math.ceil(written.duration / WINDOW_MS),
    ownScreen: written.taken.map(({ sent, answered }) => answered - sent),
    allScreens,
    unseen,
    writeUnits: perBallot(unitsByPart(units), ballots),
    calls: perBallot(callsBetween(before, after), ballots),
    problems: [
      ...written.problems.slice(0, 3),
      !last && 'the closing was not on every page',
      last && ballotsOf(last) !== ballots && `pages were told of ${ballotsOf(last)} ballots at the closing`,
    ]
      .filter((problem) => typeof problem === 'string')
      .map((problem) => `${thousands(ballots)} ballots: ${problem}`),
  };
}

/** A page shows how many ballots there are: the k-th to be taken is on it with the first state that says k or more. */
function screens(taken: readonly Taken[], arrivals: readonly Arrival[]) {
  const inOrder = arrivals.toSorted((one, other) => one.last - other.last);
  const allScreens: number[] = [];
  for (const [index, { sent }] of taken.toSorted((one, other) => one.answered - other.answered).entries()) {
    const shown = inOrder.find((arrival) => ballotsOf(arrival) > index);
    if (shown) allScreens.push(shown.last - sent);
  }
  return { allScreens, unseen: taken.length - allScreens.length };
}

const perBallot = (sums: Record<string, number>, ballots: number): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / ballots]));

/** A table and a role as their names end: `butai-dev-ballot` by `…/butai-dev-api-ballot`. */
const short = (name: string): string => name.replace(/^.*\//, '').replace(/^butai-[a-z]+-/, '');

function unitsByPart(metered: Metered): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [table, roles] of Object.entries(metered)) {
    for (const [role, { written }] of Object.entries(roles)) {
      if (written > 0) sums[`${short(table)} by ${short(role)}`] = written;
    }
  }
  return sums;
}

function callsBetween(before: Stats, after: Stats): Record<string, number> {
  const calls = Object.entries(after.functions).map(([name, { invocations }]): [string, number] => [
    short(name),
    invocations - (before.functions[name]?.invocations ?? 0),
  ]);
  return Object.fromEntries(calls.filter(([, count]) => count > 0));
}
