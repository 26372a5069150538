import { REPORT_EVERY_MS } from '#graphql/playback/report';

/**
 * Connects and requests of AppSync are each limited to 2,000 a second by default. Half of it is left to operators, publishers and
 * unluckily uneven moments.
 */
const CONNECTS_PER_SECOND = 1_000;

/** CloudFront's default is 250,000 requests a second and distribution. */
const POLLS_PER_SECOND = 100_000;

/**
 * Answers a second that one gate copy can be read for. A partition gives 6,000 eventually consistent reads a second; 2.5 times the mean is planned
 * for, because viewers fall unevenly on the copies.
 */
const ANSWERS_PER_COPY = 2_400;

/** Seconds within which an audience of up to 100,000 may answer; a bigger one is asked to take 40 and more. */
const RUSH_SECONDS = 12;
const MOST_COPIES = 16;

/** Reports of playback a second that the platform takes, of each sampled page one every twenty seconds. */
const REPORTS_PER_SECOND = 50;

/** What follows from the number of people who watch at once. */
export interface Capacity {
  /** Seconds over which pages spread what they all do at once, such as connecting again. At least 30. */
  readonly spread: number;
  /** Shortest interval in seconds between two polls of one page whose subscription is down. At least 5. */
  readonly poll: number;
  /** Viewer tokens a second that the issuer must give out when everybody comes back within one spread, twice over. */
  readonly sessionsPerSecond: number;
  /** Copies of a survey's gate, each read from a partition of its own. */
  readonly gateCopies: number;
  /** Share, above 0 and up to 1, of page loads that report how their picture plays. All of them up to 1,000 viewers. */
  readonly sample: number;
}

export function capacityFor(viewers: number): Capacity {
  const spread = Math.max(30, Math.ceil(viewers / CONNECTS_PER_SECOND));
  return {
    spread,
    poll: Math.max(5, Math.ceil(viewers / POLLS_PER_SECOND)),
    sessionsPerSecond: Math.max(500, Math.ceil((2 * viewers) / spread)),
    gateCopies: Math.min(MOST_COPIES, Math.ceil(viewers / RUSH_SECONDS / ANSWERS_PER_COPY)),
    sample: Math.min(1, (REPORTS_PER_SECOND * REPORT_EVERY_MS) / 1_000 / viewers),
  };
}
