import type { LiveState, LiveSurvey } from '#graphql/schema.generated';

/** For how long a page tells that a survey was withdrawn, in milliseconds. */
const TOLD = 60_000;

/** The survey that the page shows at this moment of server time, if any. */
export function surveyOnPage(state: LiveState | null | undefined, now: number): LiveSurvey | null {
  const survey = state?.survey ?? null;
  if (survey?.state === 'WITHDRAWN' && now - Date.parse(survey.withdrawnAt ?? '') >= TOLD) return null;
  return survey;
}
