import type { OptionCount, SurveyKind, SurveyOption, Text } from '#graphql/schema.generated';
import { percentages } from '#graphql/survey/percentages';
import { choicesOf } from '#graphql/survey/survey';

/** What can be chosen of a survey: a `Survey`, a `LiveSurvey`, or a form that is being filled in. */
export interface Choosable {
  readonly kind?: SurveyKind | null | undefined;
  readonly options?: readonly SurveyOption[] | null | undefined;
}

/** What was counted: `SurveyResults` whose counts may be seen. */
export interface Counted {
  readonly ballots: number;
  readonly counts?: readonly OptionCount[] | null | undefined;
}

export interface SurveyBar {
  readonly option: string;
  /** Of a RATING: the words of that step, if it has any. */
  readonly label: readonly Text[];
  readonly count: number;
  /** Whole; those of a single choice add up to 100. */
  readonly percent: number;
  /** Nothing was chosen more often. */
  readonly leads: boolean;
  readonly yours: boolean;
}

/** What can be chosen, in its order, with its words. */
export function choosable({ kind, options }: Choosable): SurveyOption[] {
  const all = [...(options ?? [])];
  return choicesOf({ kind: kind ?? 'SINGLE', options: all }).map((id) => ({
    id,
    label: all.find((option) => option.id === id)?.label ?? [],
  }));
}

/** A bar for each option in its order, also for those that nobody chose. */
export function barsOf(survey: Choosable, results: Counted, yours: readonly string[] = []): SurveyBar[] {
  const options = choosable(survey);
  const counts = options.map(({ id }) => results.counts?.find(({ option }) => option === id)?.count ?? 0);
  const shares = percentages(counts, results.ballots);
  const most = Math.max(1, ...counts);
  return options.map(({ id, label }, i) => ({
    option: id,
    label,
    count: counts[i] ?? 0,
    percent: shares[i] ?? 0,
    leads: counts[i] === most,
    yours: yours.includes(id),
  }));
}
