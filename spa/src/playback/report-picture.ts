import { type PlaybackReport, REPORT_PATH } from '#graphql/playback/report';
import type { Timers } from '../live/timers.ts';
import { deviceOf } from './device.ts';
import { makeReporter, type Reporter } from './reporter.ts';

/** Whether this page load is of the sample: drawn once, so that a viewer who walks from stage to stage stays in it or out of it. */
const draw = Math.random();

/** Whether this page load reports. */
export type Sampled = () => Promise<boolean>;

/**
 * Of the sample that the site's settings ask for. Where they cannot be had there are no reports: nobody waits for any.
 * @param share of page loads that report; undefined where the settings are of a time before there were reports
 */
export const sampledOf =
  (share: () => Promise<number | undefined>): Sampled =>
  () =>
    share().then(
      (part) => draw < (part ?? 0),
      () => false,
    );

export interface ReportOptions {
  readonly stage: string;
  readonly timers: Timers;
  readonly sampled: Sampled;
  latency(): number | null;
}

/** A beacon is sent even by a page that is being closed, and asks for no answer. */
function send(report: PlaybackReport): void {
  navigator.sendBeacon(REPORT_PATH, new Blob([JSON.stringify(report)], { type: 'application/json' }));
}

/** Reports a stage's picture until `signal` says that the page is done with it. */
export function reportPicture({ sampled, ...options }: ReportOptions, signal: AbortSignal): Reporter {
  const device = deviceOf(navigator);
  const reporter = makeReporter({ ...options, device, send, sampled: sampled() });
  const look = () => reporter.look(document.visibilityState === 'hidden');
  look();
  document.addEventListener('visibilitychange', look, { signal });
  // Not every browser says that a page is hidden before it is left.
  window.addEventListener('pagehide', () => reporter.look(true), { signal });
  signal.addEventListener('abort', reporter.stop, { once: true });
  return reporter;
}
