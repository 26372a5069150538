import type { Playback, PlaybackNumbers } from '#graphql/schema.generated';
import { csvOf } from '../desk/csv.ts';
import { stallsPerMinute } from './playback-figures.ts';

const HEAD = [
  ...['stage', 'since', 'asOf', 'sample', 'device', 'browser', 'viewers', 'reports'],
  ...['firstFrameMs.p50', 'firstFrameMs.p95', 'latencyMs.p50', 'latencyMs.p95'],
  ...['watchedSeconds', 'stalledSeconds', 'stalls', 'stallsPerMinute', 'stallRatio', 'renditions', 'troubles'],
];

/** A row for each kind of device and one for all, with the whole table's facts in every row, so that each can be read by itself. */
export function playbackCsv(stage: string, playback: Playback, sample: number | null): string {
  const row = (device: string, browser: string, numbers: PlaybackNumbers) => [
    ...[stage, playback.since, playback.asOf, sample, device, browser, numbers.viewers, numbers.reports],
    ...[numbers.firstFrameMs?.p50 ?? null, numbers.firstFrameMs?.p95 ?? null],
    ...[numbers.latencyMs?.p50 ?? null, numbers.latencyMs?.p95 ?? null],
    ...[numbers.watchedSeconds, numbers.stalledSeconds, numbers.stalls],
    ...[stallsPerMinute(numbers), numbers.stallRatio],
    numbers.renditions.map(({ height, reports }) => `${height}p:${reports}`).join(' '),
    numbers.troubles.map(({ trouble, count }) => `${trouble}:${count}`).join(' '),
  ];
  return csvOf([
    HEAD,
    row('ALL', 'ALL', playback.total),
    ...playback.devices.map(({ device, browser, numbers }) => row(device, browser, numbers)),
  ]);
}
