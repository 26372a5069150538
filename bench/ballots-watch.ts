import type { LiveState } from '#graphql/schema.generated';
import type { StackFile } from '../local/stack-file.ts';
import type { Taken, Written } from './ballots-writers.ts';
import type { Crowd } from './crowd.ts';
import type { Arrival } from './crowd-messages.ts';
import { control } from './server.ts';

/** The fan-out's window: ticks of one stage within it are one (modules/change). */
const WINDOW_MS = 1_000;

/** By then whatever was counted is on the page, since closing is an act. */
const CLOSED_WITHIN_MS = 15_000;

/** What a survey's ballots cost, and how soon they were seen. */
export interface Watched {
  /** Answers that were taken, changes among them. */
  ballots: number;
  /** From the first request to the last answer. */
  seconds: number;
  /** That reached every viewer before the closing. */
  publishes: number;
  windows: number;
  /** From a request to its answer, and to the last viewer of the first publish that contains it; milliseconds. */
  ownScreen: number[];
  allScreens: number[];
  /** Ballots that no publish contained before the closing's. */
  unseen: number;
  /** Per ballot, by what writes. */
  writeUnits: Record<string, number>;
  /** Per ballot, by function. */
  calls: Record<string, number>;
}

/** A survey that a crowd watches. */
export interface Watch {
  /** Once its ballots are in and counted, and before it is closed. */
  counted(written: Written, ballots: number): Promise<Watched>;
  /** Once it is closed: of how many ballots the closing told every page; undefined where it did not reach every page. */
  closed(): Promise<number | undefined>;
}

interface Stats {
  functions: Record<string, { invocations: number }>;
}
type Metered = Record<string, Record<string, { written: number }>>;

const surveyOf = ({ state }: Arrival): LiveState['survey'] => (state as unknown as LiveState).survey;
const ballotsOf = (arrival: Arrival): number => surveyOf(arrival)?.results?.ballots ?? 0;

/** Begins to count what a survey that was just opened costs. */
export async function watch(addresses: StackFile, crowd: Crowd, survey: string): Promise<Watch> {
  await control(addresses, 'POST /meter/start');
  const before = await control<Stats>(addresses, 'GET /stats');
  return {
    async counted({ taken, duration }, ballots) {
      const after = await control<Stats>(addresses, 'GET /stats');
      const units = await control<Metered>(addresses, 'GET /meter');
      const arrivals = crowd.arrivals.filter((arrival) => surveyOf(arrival)?.id === survey);
      return {
        ballots,
        seconds: duration / 1_000,
        publishes: arrivals.length,
        windows: Math.ceil(duration / WINDOW_MS),
        ownScreen: taken.map(({ sent, answered }) => answered - sent),
        ...screens(taken, arrivals),
        writeUnits: perBallot(unitsByPart(units), ballots),
        calls: perBallot(callsBetween(before, after), ballots),
      };
    },
    async closed() {
      const last = await crowd.arrival((arrival) => {
        const shown = surveyOf(arrival);
        return shown?.id === survey && shown.state === 'CLOSED';
      }, CLOSED_WITHIN_MS);
      return last && ballotsOf(last);
    },
  };
}

/** What is wrong with what pages were told at the closing. */
export const wronglyTold = (told: number | undefined, voters: number): string | false =>
  told !== voters && `at the closing pages were told of ${told ?? 'no'} ballots of ${voters}`;

/** A page shows how many ballots there are: the k-th to be taken is on it with the first state that says k or more. */
function screens(taken: readonly Taken[], arrivals: readonly Arrival[]) {
  const inOrder = arrivals.toSorted((one, other) => one.last - other.last);
  const added = taken.filter(({ adds }) => adds).toSorted((one, other) => one.answered - other.answered);
  const allScreens: number[] = [];
  for (const [index, { sent }] of added.entries()) {
    const shown = inOrder.find((arrival) => ballotsOf(arrival) > index);
    if (shown) allScreens.push(shown.last - sent);
  }
  return { allScreens, unseen: added.length - allScreens.length };
}

const perBallot = (sums: Record<string, number>, ballots: number): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / ballots]));

/** What is left of a table's, role's or function's name without the environment's. */
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
