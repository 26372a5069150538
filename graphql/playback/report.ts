import type { PlaybackBrowser, PlaybackDevice, PlaybackTrouble } from '../schema.generated.ts';

/** Where on the site a page posts its reports, as JSON. */
export const REPORT_PATH = '/playback';

/** How often a page that plays reports, in milliseconds. */
export const REPORT_EVERY_MS = 20_000;

/** The longest time that one report tells of: browsers wake a page in the background once a minute. */
export const LONGEST_REPORT_MS = 120_000;

/** The minutes that are summed up, the present one included; as often a page counts itself. */
export const WINDOW_MS = 600_000;

/** Bytes of a report. */
export const LARGEST_REPORT = 1_024;

export const DEVICES: PlaybackDevice[] = ['PHONE', 'TABLET', 'DESKTOP'];

export const BROWSERS: PlaybackBrowser[] = ['CHROME', 'EDGE', 'FIREFOX', 'SAFARI', 'OTHER'];

export const TROUBLES: PlaybackTrouble[] = [
  'NOT_STARTED',
  'ENDED',
  'MISSING',
  'OVER_CAPACITY',
  'UNSUPPORTED',
  'SLOW_START',
  'UNREACHABLE',
];

/**
 * How a page's picture played since its last report. It names nobody: no id, no address, no text of the browser's own. Sent twice it counts twice, which
 * in a sample is no harm.
 */
export interface PlaybackReport {
  stage: string;
  device: PlaybackDevice;
  browser: PlaybackBrowser;
  /** Whether the page counts itself now: a sum over ten minutes is then the number of pages, and none is known from another. */
  counts: boolean;
  watchedMs: number;
  stalledMs: number;
  stalls: number;
  /** From wanting the picture to seeing it; left out where a viewer had to ask for it, or nobody looked. */
  firstFrameMs?: number | undefined;
  /** Between the stage and the screen; left out where the player does not know. */
  latencyMs?: number | undefined;
  /** Of the rendition on screen, in pixels. */
  height?: number | undefined;
  /** What the viewer was told since the last report. */
  trouble?: PlaybackTrouble | undefined;
}
