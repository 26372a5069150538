import type { PlaybackNumbers, PlaybackPercentiles } from '#graphql/schema.generated';
import { language } from '../text/language.ts';
import { playbackDeskWords } from './playback-desk-words.ts';

const figure = (value: number, digits: number): string =>
  value.toLocaleString(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The space between stays with its sign. */
const percent = (ratio: number, digits: number): string => `${figure(ratio * 100, digits)}\u00a0%`;

/** `1.4 s / 3.9 s`: of half of all, and of all but one in twenty. */
export function spread(of: PlaybackPercentiles | null | undefined): string {
  if (!of) return '–';
  return [of.p50, of.p95].map((ms) => playbackDeskWords().seconds(figure(ms / 1_000, 1))).join(' / ');
}

/** Null where nobody watched: no stalls are then no good news. */
export function stallsPerMinute({ stalls, watchedSeconds, stalledSeconds }: PlaybackNumbers): number | null {
  const seconds = watchedSeconds + stalledSeconds;
  return seconds > 0 ? (stalls * 60) / seconds : null;
}

export function stallsFigure(numbers: PlaybackNumbers): string {
  const rate = stallsPerMinute(numbers);
  return rate === null ? '–' : figure(rate, 2);
}

export const stalledFigure = (numbers: PlaybackNumbers): string =>
  stallsPerMinute(numbers) === null ? '–' : percent(numbers.stallRatio, 1);

/** `720p 83 %, 360p 17 %`, of the reports that told. */
export function renditionsFigure({ renditions }: PlaybackNumbers): string {
  const all = renditions.reduce((sum, { reports }) => sum + reports, 0);
  if (all === 0) return playbackDeskWords().unknown;
  return renditions.map(({ height, reports }) => `${height}p ${percent(reports / all, 0)}`).join(', ');
}

export function troublesFigure({ troubles }: PlaybackNumbers): string {
  const words = playbackDeskWords();
  if (troubles.length === 0) return '–';
  return troubles
    .map(({ trouble, count }) => words.times(words.troubles[trouble], count.toLocaleString(language())))
    .join(', ');
}

/** One in how many pages reports. */
export const oneIn = (sample: number): string => Math.round(1 / sample).toLocaleString(language());
