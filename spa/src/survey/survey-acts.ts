import type { Survey, SurveyInput } from '#graphql/schema.generated';
import { PLATFORM } from '#graphql/survey/machine';
import { fieldsOf } from '#graphql/survey/survey';
import { sameTexts } from '#graphql/text/text';
import type { Done, Expectation } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { deskWords } from '../desk/desk-words.ts';
import { Refusal } from '../desk/refusal.ts';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { serverClock } from '../time/now.ts';
import { surveyDeskWords } from './survey-desk-words.ts';
import {
  CLOSE_SURVEY,
  COPY_SURVEY,
  CORRECT_SURVEY,
  END_SURVEY,
  EXTEND_SURVEY,
  HIDE_RESULTS,
  OPEN_SURVEY,
  PUT_SURVEY,
  REMOVE_SURVEY,
  RESET_SURVEY,
  SHOW_RESULTS,
  SURVEYS,
  UNDO_SURVEY,
  WITHDRAW_SURVEY,
} from './survey-documents.ts';
import { freeSlug, type SurveyWords } from './survey-fields.ts';
import { onPage, sameForActs } from './survey-steps.ts';

export const surveyTitle = (survey: Pick<Survey, 'question'>): string => plain(pick(survey.question, language()).value);

export const slugOf = (id: string): string => id.split('.')[2] ?? '';

/** Who acted last; null: nobody, its time was over. */
const whoActed = ({ updatedBy }: Pick<Survey, 'updatedBy'>): string | null =>
  updatedBy === PLATFORM ? null : (updatedBy ?? null);

/** A mutation gave the survey back: the desk shows that at once. */
function learnSurvey(desk: Desk, survey: Survey | null | undefined): Survey {
  if (!survey) throw new Refusal('FAULT');
  if (survey.stage === desk.stage()?.id) desk.surveys.learn(survey.id, survey);
  return survey;
}

/**
 * Does it to the version that was seen. Where only the version has moved meanwhile (a word was corrected, an answer moderated), the act means what
 * it meant and is done to the new one; anything else is refused in words that say what holds now.
 */
export async function toSeen(
  desk: Desk,
  seen: Survey,
  send: (expected: number) => Promise<Survey | null | undefined>,
  isSame: (before: Survey, now: Survey) => boolean = sameForActs,
): Promise<Survey> {
  let known = seen;
  for (let tries = 0; ; tries++) {
    try {
      return learnSurvey(desk, await send(known.version));
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      if (!['CONFLICT', 'SURVEY_STATE', 'SURVEY_OPEN'].includes(cause.code)) throw cause;
      await desk.surveys.again();
      const now = desk.surveys.all()?.find(({ id }) => id === seen.id);
      const isOnlyNewer = cause.code === 'CONFLICT' && now && now.version !== known.version && isSame(seen, now);
      if (!isOnlyNewer || tries === 3) throw refusedOf(desk, seen, now, cause);
      known = now;
    }
  }
}

/** Says who did what meanwhile, or what stands in the way. */
function refusedOf(desk: Desk, seen: Survey, now: Survey | undefined, cause: Refusal): Refusal {
  const open = onPage(desk.surveys.all());
  const said = () => {
    if (cause.code === 'SURVEY_OPEN' && open && open.id !== seen.id)
      return surveyDeskWords().otherIsOpen(surveyTitle(open));
    if (now && now.version !== seen.version)
      return surveyDeskWords().meanwhile(whoActed(now), surveyDeskWords().states[now.state]);
    return refusalWords()[cause.code];
  };
  return new Refusal(cause.code, { version: cause.version, said }, cause);
}

/** That the screens have this version of the survey. */
export const expectShown = (survey: Survey): Expectation => ({
  stage: survey.stage,
  actedAt: survey.updatedAt,
  contains: ({ state }) => state?.survey?.id === survey.id && (state.survey.version ?? 0) >= survey.version,
});

const expectGone = (survey: Survey): Expectation => ({
  stage: survey.stage,
  actedAt: survey.updatedAt,
  contains: ({ state }) => state !== null && state.survey?.id !== survey.id,
});

/** What happened to a survey, with the way back that the server offers. */
function changed(desk: Desk, survey: Survey, said: () => string, ballots?: number): Done {
  const { undo } = survey;
  const done = { said, expect: survey.state === 'ENDED' ? expectGone(survey) : expectShown(survey) };
  if (!undo) return done;
  return {
    ...done,
    undoUntil: undo.until,
    restores: () => surveyDeskWords().restores(undo.act, ballots),
    undo: () => undoSurvey(desk, survey),
  };
}

/** What another desk or the survey's own deadline did, with the way back while there is one; null where there is none. */
export function doneElsewhere(desk: Desk, survey: Survey, ballots?: number): Done | null {
  const { undo, updatedBy } = survey;
  if (!undo || updatedBy === desk.operator.email || Date.parse(undo.until) <= serverClock.now()) return null;
  const words = () => surveyDeskWords();
  const closed = () => (survey.resultsShown ? words().closedShown : words().closedHidden);
  const said = () =>
    ({
      CLOSE: closed(),
      SHOW: words().resultsShown,
      HIDE: words().resultsHidden,
      END: words().ended,
      EXTEND: words().deadlineMoved,
      OPEN: words().opened(surveyTitle(survey)),
      WITHDRAW: words().withdrawn,
    })[undo.act];
  return changed(desk, survey, () => words().by(whoActed(survey), said()), ballots);
}

export async function openSurvey(desk: Desk, seen: Survey): Promise<Done> {
  const ended = onPage(desk.surveys.all());
  const survey = await toSeen(
    desk,
    seen,
    async (expected) => (await desk.api.act(OPEN_SURVEY, { survey: seen.id, expected })).openSurvey,
  );
  if (ended) void desk.surveys.again();
  return changed(desk, survey, () => surveyDeskWords().opened(surveyTitle(survey)));
}

/** @param ballots how many there are as far as this desk knows, for the words of the way back */
export async function closeSurvey(desk: Desk, seen: Survey, show: boolean, ballots?: number): Promise<Done> {
  const survey = await toSeen(
    desk,
    seen,
    async (expected) => (await desk.api.act(CLOSE_SURVEY, { survey: seen.id, show, expected })).closeSurvey,
  );
  const said = () => (survey.resultsShown ? surveyDeskWords().closedShown : surveyDeskWords().closedHidden);
  return changed(desk, survey, said, ballots);
}

export async function extendSurvey(desk: Desk, seen: Survey, seconds: number): Promise<Done> {
  const survey = await toSeen(
    desk,
    seen,
    async (expected) => (await desk.api.act(EXTEND_SURVEY, { survey: seen.id, seconds, expected })).extendSurvey,
  );
  return changed(desk, survey, () => surveyDeskWords().extended(seconds));
}

/** Shows the results to everybody, or takes them from everybody whom the policy does not let see them. */
export async function turnResults(desk: Desk, seen: Survey, shown: boolean): Promise<Done> {
  const survey = await toSeen(desk, seen, async (expected) =>
    shown
      ? (await desk.api.act(SHOW_RESULTS, { survey: seen.id, expected })).showResults
      : (await desk.api.act(HIDE_RESULTS, { survey: seen.id, expected })).hideResults,
  );
  return changed(desk, survey, () => (shown ? surveyDeskWords().resultsShown : surveyDeskWords().resultsHidden));
}

export async function endSurvey(desk: Desk, seen: Survey): Promise<Done> {
  const survey = await toSeen(
    desk,
    seen,
    async (expected) => (await desk.api.act(END_SURVEY, { survey: seen.id, expected })).endSurvey,
  );
  return changed(desk, survey, () => surveyDeskWords().ended);
}

/** There is no way back from this but asking again. */
export async function withdrawSurvey(desk: Desk, seen: Survey): Promise<Done> {
  const survey = await toSeen(
    desk,
    seen,
    async (expected) => (await desk.api.act(WITHDRAW_SURVEY, { survey: seen.id, expected })).withdrawSurvey,
  );
  return changed(desk, survey, () => surveyDeskWords().withdrawn);
}

async function undoSurvey(desk: Desk, seen: Survey): Promise<Done> {
  const survey = await toSeen(
    desk,
    seen,
    async (expected) => (await desk.api.act(UNDO_SURVEY, { survey: seen.id, expected })).undoSurvey,
  );
  return { said: () => deskWords().undone, expect: expectShown(survey) };
}

/** Makes the survey (`expected` null) or changes the draft that was seen. */
export async function saveSurvey(desk: Desk, input: SurveyInput, expected: number | null): Promise<Survey> {
  return learnSurvey(desk, (await desk.api.act(PUT_SURVEY, { input, expected })).putSurvey);
}

export async function correctSurvey(desk: Desk, id: string, words: SurveyWords, expected: number): Promise<Survey> {
  return learnSurvey(desk, (await desk.api.act(CORRECT_SURVEY, { survey: id, ...words, expected })).correctSurvey);
}

export const surveySaved = (survey: Survey): Done => ({
  said: () => deskWords().saved(surveyDeskWords().what(surveyTitle(survey))),
});

export const surveyCorrected = (survey: Survey): Done => ({
  said: () => surveyDeskWords().corrected,
  expect: {
    stage: survey.stage,
    actedAt: survey.updatedAt,
    contains: ({ state }) => state?.survey?.id !== survey.id || sameTexts(state.survey.question ?? [], survey.question),
  },
});

export async function removeSurvey(desk: Desk, survey: Survey): Promise<Done> {
  await desk.api.act(REMOVE_SURVEY, { survey: survey.id, expected: survey.version });
  desk.surveys.learn(survey.id, null);
  return {
    said: () => surveyDeskWords().removed(surveyTitle(survey)),
    restores: () => surveyDeskWords().bringBack,
    undo: async () => surveySaved(await saveSurvey(desk, { id: survey.id, ...fieldsOf(survey) }, null)),
  };
}

/** The id that a copy gets on a stage of the event, whichever the desk is at. */
async function copyId(desk: Desk, survey: Survey, stage: string): Promise<string> {
  const others =
    stage === desk.stage()?.id ? (desk.surveys.all() ?? []) : (await desk.api.ask(SURVEYS, { stage })).surveys;
  return `${stage}.${freeSlug(stage, slugOf(survey.id), others)}`;
}

/** Another draft with the same words on the same stage. */
export async function copySurvey(desk: Desk, survey: Survey): Promise<{ copy: Survey; done: Done }> {
  const copy = await makeCopy(desk, survey, survey.stage);
  return { copy, done: { said: () => surveyDeskWords().copied(surveyTitle(copy)) } };
}

async function makeCopy(desk: Desk, survey: Survey, stage: string): Promise<Survey> {
  const variables = { survey: survey.id, copy: await copyId(desk, survey, stage) };
  return learnSurvey(desk, (await desk.api.act(COPY_SURVEY, variables)).copySurvey);
}

/** Asks the same question anew, perhaps on another stage. Where opening fails the draft is there, and the refusal says so. */
export async function askAgain(desk: Desk, survey: Survey, stage: string): Promise<{ copy: Survey; done: Done }> {
  const copy = await makeCopy(desk, survey, stage);
  try {
    const answer = await desk.api.act(OPEN_SURVEY, { survey: copy.id, expected: copy.version });
    const open = learnSurvey(desk, answer.openSurvey);
    return { copy: open, done: changed(desk, open, () => surveyDeskWords().opened(surveyTitle(open))) };
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    const said = () => surveyDeskWords().copiedOnly(refusalWords()[cause.code]);
    throw new Refusal(cause.code, { version: cause.version, said }, cause);
  }
}

/** Withdraws the survey and makes a draft of the same words. */
export async function resetSurvey(desk: Desk, seen: Survey): Promise<{ copy: Survey; done: Done }> {
  const copy = await copyId(desk, seen, seen.stage);
  const variables = { survey: seen.id, copy, expected: seen.version };
  const draft = learnSurvey(desk, (await desk.api.act(RESET_SURVEY, variables)).resetSurvey);
  await desk.surveys.again();
  return { copy: draft, done: { said: () => surveyDeskWords().reset } };
}
