/** Time and chance as the live client sees them: tests bring their own. */
export interface Timers {
  /** Milliseconds on this device's clock. */
  now(): number;
  /** Does it after so many milliseconds; the answer calls it off. */
  after(milliseconds: number, act: () => void): () => void;
  /** 0 ≤ random < 1. */
  random(): number;
}

export const browserTimers: Timers = {
  now: Date.now,
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};
