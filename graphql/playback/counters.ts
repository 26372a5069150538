import type {
  Playback,
  PlaybackBrowser,
  PlaybackDevice,
  PlaybackNumbers,
  PlaybackPercentiles,
  PlaybackTrouble,
} from '../schema.generated.ts';
import { quantile, stepOf } from './histogram.ts';
import { BROWSERS, DEVICES, type PlaybackReport, TROUBLES } from './report.ts';

/** What is counted of a minute's reports, so that rows add up. Legal in APPSYNC_JS. */

const FIRST_FRAME_MS = [250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 12000, 20000];
const LATENCY_MS = [1000, 2000, 3000, 4000, 5000, 6000, 8000, 10000, 15000, 20000, 30000, 60000];

/** A rendition counts as the first that is as high: however many heights there are, there are this many names. */
const HEIGHTS = [160, 240, 360, 480, 540, 720, 1080, 1440, 2160];

const firstFrameName = (step: number): string => `firstFrame_${step}`;
const latencyName = (step: number): string => `latency_${step}`;
const heightName = (step: number): string => `height_${step}`;
const troubleName = (trouble: PlaybackTrouble): string => `trouble_${trouble}`;

/** The numbers of a row by their names: a closed list, whatever pages report. */
export type Counters = Partial<Record<string, number>>;

/** A minute of one kind of device at one stage. */
export type PlaybackRow = Counters & { device: PlaybackDevice; browser: PlaybackBrowser };

/** What a report adds to its row; nothing that is zero. */
export function countersOf(report: PlaybackReport): Record<string, number> {
  const { counts, watchedMs, stalledMs, stalls, firstFrameMs, latencyMs, height, trouble } = report;
  const all: Record<string, number> = { reports: 1, viewers: counts ? 1 : 0, watchedMs, stalledMs, stalls };
  if (firstFrameMs !== undefined) all[firstFrameName(stepOf(FIRST_FRAME_MS, firstFrameMs))] = 1;
  if (latencyMs !== undefined) all[latencyName(stepOf(LATENCY_MS, latencyMs))] = 1;
  if (height !== undefined) all[heightName(Math.min(stepOf(HEIGHTS, height), HEIGHTS.length - 1))] = 1;
  if (trouble !== undefined) all[troubleName(trouble)] = 1;
  const added: Record<string, number> = {};
  for (const name of Object.keys(all)) {
    const value = all[name] ?? 0;
    if (value > 0) added[name] = value;
  }
  return added;
}

/** Rows summed up: all of them, and by kind of device. */
export function playbackOf(rows: PlaybackRow[], since: string, asOf: string): Playback {
  const kinds = DEVICES.flatMap((device) => BROWSERS.map((browser) => ({ device, browser })));
  return {
    since,
    asOf,
    total: numbersOf(rows),
    devices: kinds
      .map(({ device, browser }) => ({
        device,
        browser,
        numbers: numbersOf(rows.filter((row) => row.device === device && row.browser === browser)),
      }))
      .filter(({ numbers }) => numbers.reports > 0),
  };
}

function numbersOf(rows: PlaybackRow[]): PlaybackNumbers {
  const watchedMs = sum(rows, 'watchedMs');
  const stalledMs = sum(rows, 'stalledMs');
  return {
    viewers: sum(rows, 'viewers'),
    reports: sum(rows, 'reports'),
    firstFrameMs: percentilesOf(
      FIRST_FRAME_MS,
      [...FIRST_FRAME_MS, 0].map((_bound, step) => sum(rows, firstFrameName(step))),
    ),
    latencyMs: percentilesOf(
      LATENCY_MS,
      [...LATENCY_MS, 0].map((_bound, step) => sum(rows, latencyName(step))),
    ),
    watchedSeconds: Math.round(watchedMs / 1000),
    stalls: sum(rows, 'stalls'),
    stalledSeconds: Math.round(stalledMs / 1000),
    stallRatio: watchedMs + stalledMs > 0 ? stalledMs / (watchedMs + stalledMs) : 0,
    renditions: HEIGHTS.map((height, step) => ({ height, reports: sum(rows, heightName(step)) }))
      .filter(({ reports }) => reports > 0)
      .reverse(),
    troubles: TROUBLES.map((trouble) => ({ trouble, count: sum(rows, troubleName(trouble)) })).filter(
      ({ count }) => count > 0,
    ),
  };
}

function sum(rows: Counters[], name: string): number {
  return rows.reduce((total, row) => total + (row[name] ?? 0), 0);
}

function percentilesOf(bounds: number[], counts: number[]): PlaybackPercentiles | null {
  const p50 = quantile(bounds, counts, 0.5);
  const p95 = quantile(bounds, counts, 0.95);
  return p50 === null || p95 === null ? null : { p50, p95 };
}
