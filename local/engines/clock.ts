/** The time and its intervals, so that a test can be ahead of them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `work` every `ms`; the answer ends that. */
  every(ms: number, work: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  every: (ms, work) => {
    const timer = setInterval(work, ms);
    return () => clearInterval(timer);
  },
};
