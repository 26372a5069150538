import { isDeepStrictEqual } from 'node:util';
import type { LiveState, OptionCount, SurveyResults } from '#graphql/schema.generated';

/** A stage is never silent for longer than this, so that pages can tell silence from a fault: below the pause between two signs of life. */
const LONGEST_SILENCE_MS = 15_000;

/**
 * Whether viewers see a difference between two states of a stage: a bar moved by a percentage point, the number of ballots by a tenth, that of viewers
 * by a hundredth, anything else at all, or there was silence for long enough. Operators' acts are published in any case; this is for what counts and measures.
 */
export const isVisibleChange = (before: LiveState | null, after: LiveState): boolean => {
  if (!before) return true;
  if (Date.parse(after.at ?? '') - Date.parse(before.at ?? '') >= LONGEST_SILENCE_MS) return true;
  if (!isDeepStrictEqual(withoutNumbers(before), withoutNumbers(after))) return true;
  return viewersMoved(before.viewers, after.viewers) || resultsMoved(before.survey?.results, after.survey?.results);
};

const withoutNumbers = ({
  seq: _seq,
  at: _at,
  beat: _beat,
  viewers: _viewers,
  survey,
  ...rest
}: LiveState): object => ({
  ...rest,
  survey: survey && { ...survey, results: survey.results && { ...survey.results, ballots: 0, counts: null } },
});

/** A count that is known, or no longer is, is news; one that was confirmed is none. */
const viewersMoved = (before: LiveState['viewers'], after: LiveState['viewers']): boolean => {
  if (!before || !after) return Boolean(before) !== Boolean(after);
  const moved = Math.abs(after.count - before.count);
  return moved > 0 && moved * 100 >= before.count;
};

const resultsMoved = (before: Results, after: Results): boolean => {
  if (!before || !after || !before.counts !== !after.counts) return before !== after;
  const moved = Math.abs(after.ballots - before.ballots);
  if (moved > 0 && moved * 10 >= before.ballots) return true;
  return (after.counts ?? []).some(
    ({ option, count }) =>
      Math.abs(share(count, after.ballots) - share(countOf(before.counts, option), before.ballots)) >= 0.01,
  );
};

type Results = SurveyResults | null | undefined;

const share = (count: number, ballots: number): number => (ballots === 0 ? 0 : count / ballots);

const countOf = (counts: readonly OptionCount[] | null | undefined, option: string): number =>
  counts?.find((each) => each.option === option)?.count ?? 0;
