/** Seconds behind the stage from which a page says so: more than a picture with a normal delay has. */
const LATE = 12;
/** Seconds lost since it was closest, which is news whatever the latency. */
const LOST = 5;

export interface Lag {
  /** Seconds behind, or 0 where that is nothing to speak of. Times in seconds; latency null where it is not known. */
  at(now: number, position: number, latency: number | null): number;
}

/**
 * How far the picture is behind the stage: what the player says, or at least what it lost since it was closest, because the wall clock runs on while
 * it pauses or waits.
 */
export function makeLag(): Lag {
  let closest = Number.POSITIVE_INFINITY;
  return {
    at: (now, position, latency) => {
      closest = Math.min(closest, now - position);
      const lost = now - position - closest;
      if (lost < LOST && (latency ?? 0) < LATE) return 0;
      return Math.round(Math.max(lost, latency ?? 0));
    },
  };
}
