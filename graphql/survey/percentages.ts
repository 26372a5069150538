/**
 * Whole percentages of `of`. Those that share it out (a single choice) add up to 100 by largest remainder, ties going to the earlier one; where
 * answers overlap (several choices) each is rounded by itself.
 */
export const percentages = (counts: readonly number[], of: number): number[] => {
  if (of <= 0) return counts.map(() => 0);
  const shares = counts.map((count) => (count * 100) / of);
  if (counts.reduce((sum, count) => sum + count, 0) !== of) return shares.map(Math.round);
  const floors = shares.map(Math.floor);
  const left = 100 - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = counts.map((count, i) => ({ i, remainder: (count * 100) % of }));
  const raised = new Set(
    byRemainder
      .toSorted((a, b) => b.remainder - a.remainder)
      .slice(0, left)
      .map(({ i }) => i),
  );
  return floors.map((floor, i) => (raised.has(i) ? floor + 1 : floor));
};
