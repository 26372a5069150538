import { type BallotRow, verdictOf } from '#graphql/survey/count';
import type { SurveyRow } from '#graphql/survey/machine';
import { choicesOf } from '#graphql/survey/survey';

/** What counting has to know of a survey. */
export type Counted = Pick<SurveyRow, 'id' | 'kind' | 'options' | 'openedAt' | 'closedAt' | 'takesUntil'>;

/**
 * Whether a ballot counts, and as what, as far as is known now. A survey whose time is over closes at exactly that time: what is cast later is late
 * though nobody has closed it yet.
 */
export const judge = (survey: Counted, ballot: BallotRow): ReturnType<typeof verdictOf> =>
  verdictOf(ballot, choicesOf(survey), survey.closedAt ?? survey.takesUntil);
