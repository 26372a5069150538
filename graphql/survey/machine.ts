import type { Violation } from '../errors.ts';
import type { Electorate, Survey, SurveyAct, SurveyKind, SurveyUndo } from '../schema.generated.ts';
import { choicesOf } from './survey.ts';

/**
 * The machine of a survey: DRAFT → OPEN → CLOSED → ENDED, and WITHDRAWN from OPEN or CLOSED. Pure, for resolvers (legal in APPSYNC_JS), Lambdas and
 * pages alike. Times are strings as they are stored (UTC, milliseconds, `Z`), which compare as strings.
 */

/** Who a row's last change is by when no operator made it. */
export const PLATFORM = 'platform';

/** How long after `closesAt` ballots are still taken, in milliseconds: they were sent in time. */
export const GRACE_MS = 2000;

/** For how long an act can be undone, in milliseconds. */
export const UNDO_MS = 10000;

/** How long after closing the recount may begin, in milliseconds: by then whatever was taken is stored. */
export const CERTIFY_AFTER_MS = 60000;

/** What undoing an act brings back. */
export interface Undo extends SurveyUndo {
  state: Survey['state'];
  resultsShown: boolean;
  closesAt: string | null;
  takesUntil: string | null;
  closedAt: string | null;
}

/** A survey as its row has it. */
export interface SurveyRow extends Omit<Survey, 'undo'> {
  undo?: Undo | null;
}

/** The moment of an act. */
export interface Moment {
  now: string;
  /** `now` and UNDO_MS. */
  undoUntil: string;
}

/** A deadline: what pages count down to, and with the grace. Both null for none. */
export interface Deadline {
  closesAt: string | null;
  takesUntil: string | null;
}

/** What an act does to a survey's row; attributes set to null are removed. */
export interface Step {
  state: Survey['state'];
  resultsShown: boolean;
  openedAt?: string;
  closesAt?: string | null;
  takesUntil?: string | null;
  closedAt?: string | null;
  endedAt?: string | null;
  withdrawnAt?: string;
  undo: Undo | null;
}

/** A step, or why there is none. */
export type Outcome = { step: Step; violation: null } | { step: null; violation: Violation };

/** Asks a draft. Its results show at once where the policy says so. */
export function open(survey: SurveyRow, { now }: Moment, deadline: Deadline): Outcome {
  if (survey.state !== 'DRAFT') return wrongState('Only a draft can be opened.');
  return done({
    state: 'OPEN',
    resultsShown: survey.policy === 'ALWAYS',
    openedAt: now,
    closesAt: deadline.closesAt,
    takesUntil: deadline.takesUntil,
    undo: null,
  });
}

/** Gives an open survey another deadline. */
export function extend(survey: SurveyRow, moment: Moment, deadline: Deadline): Outcome {
  if (survey.state !== 'OPEN' || isOver(survey, moment.now)) return wrongState('Only an open survey has a deadline.');
  return done({
    state: 'OPEN',
    resultsShown: survey.resultsShown,
    closesAt: deadline.closesAt,
    takesUntil: deadline.takesUntil,
    undo: undoOf(survey, 'EXTEND', moment),
  });
}

/** Shuts the gate, no later than it shuts by itself. `show`: everybody sees the results from now on. */
export function close(survey: SurveyRow, moment: Moment, show: boolean): Outcome {
  if (survey.state !== 'OPEN') return wrongState('Only an open survey can be closed.');
  return done({
    state: 'CLOSED',
    resultsShown: show || survey.resultsShown,
    closedAt: closingTime(survey, moment.now),
    undo: undoOf(survey, 'CLOSE', moment),
  });
}

/** The platform's close of a survey whose time is over: shown as its policy says. Null: it is not, or somebody was faster. */
export function closeOnTime(survey: SurveyRow, moment: Moment): Step | null {
  if (!isOver(survey, moment.now)) return null;
  return close(survey, moment, survey.policy === 'ALWAYS' || survey.policy === 'AFTER_CLOSE').step;
}

/** Whether an open survey takes no more ballots, though nobody has closed it. */
export function isOver(survey: Pick<SurveyRow, 'state' | 'takesUntil'>, now: string): boolean {
  return survey.state === 'OPEN' && !!survey.takesUntil && survey.takesUntil < now;
}

/** Shows the results to everybody: so far, or after closing. */
export function show(survey: SurveyRow, moment: Moment): Outcome {
  return turnResults(survey, moment, true);
}

/** Shows the results to nobody but whom the policy lets see them. */
export function hide(survey: SurveyRow, moment: Moment): Outcome {
  return turnResults(survey, moment, false);
}

function turnResults(survey: SurveyRow, moment: Moment, resultsShown: boolean): Outcome {
  if (!isOnPage(survey)) return wrongState('The survey is not on the page.');
  if (survey.resultsShown === resultsShown) return wrongState('The results are so already.');
  return done({ state: survey.state, resultsShown, undo: undoOf(survey, resultsShown ? 'SHOW' : 'HIDE', moment) });
}

/** Takes a closed survey from the page. */
export function end(survey: SurveyRow, moment: Moment): Outcome {
  if (survey.state !== 'CLOSED') return wrongState('Only a closed survey can be ended.');
  return done({
    state: 'ENDED',
    resultsShown: survey.resultsShown,
    endedAt: moment.now,
    undo: undoOf(survey, 'END', moment),
  });
}

/** Takes back the question: its ballots are never counted. What was certified stays certified. */
export function withdraw(survey: SurveyRow, { now }: Moment): Outcome {
  if (!isOnPage(survey)) return wrongState('The survey is not on the page.');
  if (survey.certificate) return wrongState('The survey is certified.');
  return done({ state: 'WITHDRAWN', resultsShown: false, withdrawnAt: now, undo: null });
}

/** Whether the last act can be undone now. What is certified never takes ballots again. */
export function canUndo({ undo: before, certificate }: Pick<SurveyRow, 'undo' | 'certificate'>, now: string): boolean {
  return !!before && before.until >= now && !(certificate && before.state === 'OPEN');
}

/**
 * Takes back the last act. A deadline that has passed since a close or an extension does not come back: the survey is open until it is closed. An
 * act that has nothing to do with the deadline leaves it where it is.
 */
export function undo(survey: SurveyRow, { now }: Moment): Outcome {
  const before = survey.undo;
  if (!before || !canUndo(survey, now))
    return { step: null, violation: { code: 'UNDO_OVER', field: 'survey', message: 'There is nothing to undo now.' } };
  const reopens = before.act === 'CLOSE' || before.act === 'EXTEND';
  const over = reopens && before.closesAt !== null && before.closesAt <= now;
  return done({
    state: before.state,
    resultsShown: before.resultsShown,
    closesAt: over ? null : before.closesAt,
    takesUntil: over ? null : before.takesUntil,
    closedAt: before.closedAt,
    endedAt: null,
    undo: null,
  });
}

/** Whether viewers have its card. */
export function isOnPage(survey: Pick<Survey, 'state'>): boolean {
  return survey.state === 'OPEN' || survey.state === 'CLOSED';
}

/** Who asks for results: an operator, a viewer who has answered, or anybody. */
export type Asker = 'STAFF' | 'ANSWERED' | 'ANYBODY';

/** Whether results may be seen now. The number of ballots may be, by everybody, once it was opened and not withdrawn. */
export function seesResults(survey: Pick<Survey, 'state' | 'resultsShown' | 'policy'>, asker: Asker): boolean {
  if (asker === 'STAFF') return true;
  if (survey.state === 'DRAFT' || survey.state === 'WITHDRAWN') return false;
  return survey.resultsShown || (survey.policy === 'AFTER_ANSWER' && asker === 'ANSWERED');
}

/** What castBallot has to know of a survey. As many copies as the capacity plan says, each in a partition of its own. */
export interface Gate {
  survey: string;
  /** The survey's version: copies never go backwards. */
  version: number;
  state: Survey['state'];
  kind: SurveyKind;
  choices: string[];
  minChoices: number;
  maxChoices: number;
  changes: boolean;
  electorate: Electorate;
  openedAt: string | null;
  takesUntil: string | null;
}

/** The gate's copies after a step. */
export function gateOf(survey: SurveyRow, step: Step): Gate {
  return {
    survey: survey.id,
    version: survey.version + 1,
    state: step.state,
    kind: survey.kind,
    choices: choicesOf(survey),
    minChoices: survey.minChoices,
    maxChoices: survey.maxChoices,
    changes: survey.changes,
    electorate: survey.electorate,
    openedAt: step.openedAt ?? survey.openedAt ?? null,
    takesUntil: (step.takesUntil === undefined ? survey.takesUntil : step.takesUntil) ?? null,
  };
}

/** Whether the gate takes ballots at this time. A copy that says no may be an old one: it is read again, consistently, before anybody is refused. */
export function isOpenGate(gate: Pick<Gate, 'state' | 'takesUntil'> | null | undefined, now: string): boolean {
  return gate?.state === 'OPEN' && (!gate.takesUntil || now <= gate.takesUntil);
}

function closingTime({ takesUntil }: SurveyRow, now: string): string {
  return takesUntil && takesUntil < now ? takesUntil : now;
}

function undoOf(survey: SurveyRow, act: SurveyAct, { undoUntil }: Moment): Undo {
  return {
    act,
    until: undoUntil,
    state: survey.state,
    resultsShown: survey.resultsShown,
    closesAt: survey.closesAt ?? null,
    takesUntil: survey.takesUntil ?? null,
    closedAt: survey.closedAt ?? null,
  };
}

function done(step: Step): Outcome {
  return { step, violation: null };
}

function wrongState(message: string): Outcome {
  return { step: null, violation: { code: 'SURVEY_STATE', field: 'survey', message } };
}
