import type { OptionCount } from '../schema.generated.ts';

/** The mean of a rating's ballots and their standard deviation (of the population: everybody who answered); null without ballots. */
export const ratingOf = (counts: readonly OptionCount[]): { average: number; spread: number } | null => {
  const ballots = counts.reduce((sum, { count }) => sum + count, 0);
  if (ballots === 0) return null;
  const average = counts.reduce((sum, { option, count }) => sum + Number(option) * count, 0) / ballots;
  const squares = counts.reduce((sum, { option, count }) => sum + (Number(option) - average) ** 2 * count, 0);
  return { average, spread: Math.sqrt(squares / ballots) };
};
