import type { Survey } from '#graphql/schema.generated';
import { isOnPage, isOver } from '#graphql/survey/machine';

/** What the one big button does next; null: only a copy can go on. */
export type BigAct = 'open' | 'close' | 'show' | 'end';

export function bigActOf(survey: Pick<Survey, 'state' | 'resultsShown'>): BigAct | null {
  if (survey.state === 'DRAFT') return 'open';
  if (survey.state === 'OPEN') return 'close';
  if (survey.state === 'CLOSED') return survey.resultsShown ? 'end' : 'show';
  return null;
}

/** Who of the audience sees the results now. `gone`: the survey is not on the page. */
export type Seeing = 'nobody-yet' | 'everybody' | 'who-answered' | 'hidden' | 'gone' | 'withdrawn';

export function seeingOf(survey: Pick<Survey, 'state' | 'resultsShown' | 'policy'>): Seeing {
  if (survey.state === 'DRAFT') return 'nobody-yet';
  if (survey.state === 'WITHDRAWN') return 'withdrawn';
  if (survey.state === 'ENDED') return 'gone';
  if (survey.resultsShown) return 'everybody';
  return survey.policy === 'AFTER_ANSWER' ? 'who-answered' : 'hidden';
}

/** Whether its deadline can be moved. */
export const canExtend = (survey: Survey, now: number): boolean =>
  survey.state === 'OPEN' && !isOver({ ...survey, takesUntil: survey.takesUntil ?? null }, new Date(now).toISOString());

/** The stage's survey that viewers have the card of. */
export const onPage = (surveys: readonly Survey[] | undefined): Survey | undefined => surveys?.find(isOnPage);

/** Which one to work on as long as nobody has chosen: what viewers see, else what comes next, else what was last. */
export const defaultSurvey = (surveys: readonly Survey[]): Survey | undefined =>
  onPage(surveys) ?? surveys.find(({ state }) => state === 'DRAFT') ?? surveys.at(-1);

/**
 * Whether a survey is still what the operator saw, though its version has risen: somebody corrected a word or moderated an answer. Then an act
 * means what it meant.
 */
export const sameForActs = (before: Survey, after: Survey): boolean =>
  before.state === after.state &&
  before.resultsShown === after.resultsShown &&
  (before.closesAt ?? null) === (after.closesAt ?? null) &&
  (before.undo?.until ?? null) === (after.undo?.until ?? null);
