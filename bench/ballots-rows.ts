import type { Naive } from './ballots-naive.ts';
import type { Watched } from './ballots-watch.ts';
import { milliseconds, percentile, type Row, thousands } from './report.ts';

const p50p99 = (times: readonly number[]): string =>
  times.length > 0 ? `${milliseconds(percentile(times, 50))}, ${milliseconds(percentile(times, 99))}` : 'none';
const decimals = (value: number): string => (value < 0.1 ? value.toFixed(4) : value.toFixed(2));
const sum = (values: Record<string, number>): number => Object.values(values).reduce((all, each) => all + each, 0);
const parts = (values: Record<string, number>): string =>
  Object.entries(values)
    .sort(([, one], [, other]) => other - one)
    .map(([name, value]) => `${name} ${decimals(value)}`)
    .join(', ');

/** The product's figures and the naive way's in the same columns. */
export const rowOf = (way: string, measured: Naive | (Watched & { lost: number })): Row => ({
  way,
  ballots: thousands(measured.ballots),
  lost: thousands(measured.lost),
  s: measured.seconds.toFixed(1),
  publishes: thousands(measured.publishes),
  'own screen p50, p99': p50p99(measured.ownScreen),
  'all screens p50, p99': p50p99(measured.allScreens),
  ...('unseen' in measured && {
    'shown with the closing': thousands(measured.unseen),
    'write units/ballot': decimals(sum(measured.writeUnits)),
    'λ calls/ballot': decimals(sum(measured.calls)),
  }),
});

/** However many ballots there are, pages hear of them once a window at the most. */
export function publishProblems(few: Watched, many: Watched): string[] {
  const often = [few, many].filter(({ publishes, windows }) => publishes > windows + 2);
  const problems = often.map(
    ({ ballots, publishes, windows }) => `${thousands(ballots)} ballots: ${publishes} publishes in ${windows} windows`,
  );
  if (many.publishes > few.publishes + 2) {
    problems.push(
      `${many.publishes} publishes of ${thousands(many.ballots)} ballots, ${few.publishes} of ${few.ballots}`,
    );
  }
  return problems;
}

/** What the figures are made of. */
export const notes = (many: Watched): string[] => [
  `Per ballot of seed 1, with all that is sent and delivered twice: write units ${parts(many.writeUnits)}; λ calls ${parts(many.calls)}.`,
  'Write units are as DynamoDB Local counts them, those of transactions doubled and those of refused writes added as on AWS.',
];
