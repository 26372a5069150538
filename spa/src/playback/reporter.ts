import { LONGEST_REPORT_MS, type PlaybackReport, REPORT_EVERY_MS, WINDOW_MS } from '#graphql/playback/report';
import type { Timers } from '../live/timers.ts';
import type { Device } from './device.ts';
import { makeMeter, type Seen } from './meter.ts';

export interface ReporterOptions {
  readonly stage: string;
  readonly device: Device;
  readonly timers: Timers;
  /** Resolves with whether this page load is of the sample; until then nothing is sent, and nothing is lost. */
  readonly sampled: Promise<boolean>;
  /** Seconds between the stage and the screen; null where nobody knows. */
  latency(): number | null;
  send(report: PlaybackReport): void;
}

export interface Reporter {
  /** The picture is like this now. */
  see(view: Seen): void;
  /** The page is hidden, or shown again. */
  look(away: boolean): void;
  /** Says the last, and nothing more. */
  stop(): void;
}

/**
 * Tells the platform how a stage's picture plays: at its first frame, at each trouble, every twenty seconds while it plays, and when the page hides, which
 * may be the last that is heard of it. Never in the way of anything: what does not arrive is lost.
 */
export function makeReporter(options: ReporterOptions): Reporter {
  const { stage, device, timers } = options;
  const meter = makeMeter(timers.now);
  let isSampled: boolean | null = null;
  let countedAt = Number.NEGATIVE_INFINITY;
  let cancel = () => {};
  let isWaiting = false;

  function tell(): void {
    if (!isSampled) return;
    const measured = meter.take();
    if (!measured) return;
    const counts = timers.now() - countedAt >= WINDOW_MS;
    if (counts) countedAt = timers.now();
    options.send({ stage, ...device, counts, ...measured, latencyMs: latencyMs() });
  }

  function latencyMs(): number | undefined {
    const known = meter.runs ? Math.round((options.latency() ?? 0) * 1_000) : 0;
    return known > 0 ? Math.min(known, LONGEST_REPORT_MS) : undefined;
  }

  /** From the last report on, and only while there is something to tell: a page without a picture has no timer. */
  function wait(): void {
    cancel();
    isWaiting = meter.runs;
    if (isWaiting) cancel = timers.after(REPORT_EVERY_MS, next);
  }

  function next(): void {
    tell();
    wait();
  }

  options.sampled.then((isOurs) => {
    isSampled = isOurs;
    if (isOurs) next();
    else cancel();
  });

  return {
    see: (view) => {
      if (isSampled === false) return;
      if (meter.see(view).urgent) next();
      else if (meter.runs && !isWaiting) wait();
    },
    look: (away) => {
      meter.look(away);
      if (away) tell();
    },
    stop: () => {
      tell();
      isSampled = false;
      cancel();
    },
  };
}
