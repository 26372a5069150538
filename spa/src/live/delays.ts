/** Back-off from 1 s, doubling, with full jitter: a hundred thousand pages that lost the same server do not return in the same second. */
export const backOff = (attempt: number, ceiling: number, random: number): number =>
  random * Math.min(ceiling, 1_000 * 2 ** Math.min(attempt - 1, 20));

/** The interval ± half of it, for the same reason. */
export const around = (interval: number, random: number): number => interval * (0.5 + random);
