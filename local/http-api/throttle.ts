/** A token bucket. */
export interface Throttle {
  /** Takes a token; false if there is none. */
  take(): boolean;
}

/**
 * @param rate tokens that come in a second
 * @param burst tokens that it holds at most
 * @param now milliseconds
 */
export function createThrottle(rate: number, burst: number, now: () => number): Throttle {
  let tokens = burst;
  let at = now();
  return {
    take() {
      const moment = now();
      tokens = Math.min(burst, tokens + ((moment - at) / 1000) * rate);
      at = moment;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
