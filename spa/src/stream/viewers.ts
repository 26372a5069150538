import type { LiveViewers } from '#graphql/schema.generated';

/** A count as it may be shown. */
export interface Watching {
  readonly count: number;
  /** Whole seconds since it was confirmed, where that is too long ago to be passed over; else null. */
  readonly age: number | null;
  /** How many more than at the oldest of the last five counts; null where that is hardly a rise, or is not known of now. */
  readonly rise: number | null;
}

/** A count is confirmed every ten seconds or so, and a page that shows it may hear of that half a minute later: one that is older still says its age. */
const FRESH = 60_000;
const SAMPLES = 5;

/** One who comes in is no rise of a crowd: so many more, and so large a part of those who watched before. */
const RISE = { least: 5, share: 0.02 };

/** Null where nobody knows how many watch, or when somebody last did: that is not zero, and nothing is shown of it. */
export function watching(viewers: LiveViewers | null | undefined, now: number): Watching | null {
  if (!viewers?.countedAt) return null;
  const { count, countedAt, trend } = viewers;
  const old = now - Date.parse(countedAt);
  const isFresh = old <= FRESH;
  const before = trend?.length === SAMPLES ? (trend[0] ?? count) : count;
  return {
    count,
    age: isFresh ? null : Math.round(old / 1000),
    rise: isFresh && count - before >= Math.max(RISE.least, before * RISE.share) ? count - before : null,
  };
}
