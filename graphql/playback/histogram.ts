/** Histograms whose steps are fixed, so that rows of numbers add up to one. Legal in APPSYNC_JS. */

/** Which step a value falls into: the first whose bound it does not exceed; past the last bound there is one more. */
export function stepOf(bounds: number[], value: number): number {
  const step = bounds.findIndex((bound) => value <= bound);
  return step < 0 ? bounds.length : step;
}

/**
 * The value below which that share of all lies, as if they lay evenly within their step; of the open last step its bound.
 * @param counts one for each step, the open last one included
 * @returns whole; null where there is nothing
 */
export function quantile(bounds: number[], counts: number[], share: number): number | null {
  const rank = share * counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  const step = counts.findIndex((count) => {
    if (count > 0 && below + count >= rank) return true;
    below += count;
    return false;
  });
  const count = counts[step] ?? 0;
  if (count === 0) return null;
  const lower = bounds[step - 1] ?? 0;
  const upper = bounds[step] ?? lower;
  return Math.round(lower + ((upper - lower) * (rank - below)) / count);
}
