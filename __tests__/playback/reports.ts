import type { PlaybackReport } from '#graphql/playback/report';

/** What a page on a desktop reports of twenty good seconds. */
export const aReport = (change: Partial<PlaybackReport> = {}): PlaybackReport => ({
  stage: 'matsuri26.main',
  device: 'DESKTOP',
  browser: 'CHROME',
  counts: true,
  watchedMs: 20_000,
  stalledMs: 0,
  stalls: 0,
  latencyMs: 4_200,
  height: 720,
  ...change,
});
