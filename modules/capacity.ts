/**
 * Connects and requests of AppSync are each limited to 2,000 a second by default. Half of it is left to operators, publishers and
 * unluckily uneven moments.
 */
const CONNECTS_PER_SECOND = 1_000;

/** CloudFront's default is 250,000 requests a second and distribution. */
const POLLS_PER_SECOND = 100_000;

/** What follows from the number of people who watch at once. */
export interface Capacity {
  /** Seconds over which pages spread what they all do at once, such as connecting again. At least 30. */
  readonly spread: number;
  /** Shortest interval in seconds between two polls of one page whose subscription is down. At least 5. */
  readonly poll: number;
  /** Viewer tokens a second that the issuer must give out when everybody comes back within one spread, twice over. */
  readonly sessionsPerSecond: number;
}

export function capacityFor(viewers: number): Capacity {
  const spread = Math.max(30, Math.ceil(viewers / CONNECTS_PER_SECOND));
  return {
    spread,
    poll: Math.max(5, Math.ceil(viewers / POLLS_PER_SECOND)),
    sessionsPerSecond: Math.max(500, Math.ceil((2 * viewers) / spread)),
  };
}
