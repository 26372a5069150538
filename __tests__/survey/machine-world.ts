import {
  CERTIFY_AFTER_MS,
  close,
  closeOnTime,
  end,
  extend,
  hide,
  isOnPage,
  type Outcome,
  open,
  type SurveyRow,
  show,
  undo,
  withdraw,
} from '#graphql/survey/machine';
import { makeRoom } from '#graphql/survey/make-room';
import { at, certificate, deadlineAt, momentAt, NO_DEADLINE, stored } from './survey-row.ts';

/** What an operator may do; with `show`, closing shows the results. */
export const ACTS = ['open', 'extend', 'close', 'closeAndShow', 'show', 'hide', 'end', 'withdraw', 'undo'] as const;
export type Act = (typeof ACTS)[number];

/** A stage, its surveys and the clock: what acts read and write in one transaction each, without the database. */
export interface World {
  /** Seconds after nine o'clock. */
  clock: number;
  onPage: string | null;
  surveys: Record<string, SurveyRow>;
}

/** The world after an operator's act, or null where it is refused: the version is another, or the machine says no. */
export function perform(world: World, id: string, act: Act, expected: number): World | null {
  const survey = world.surveys[id];
  if (survey === undefined || survey.version !== expected) return null;
  if (act === 'undo' && world.onPage !== null && world.onPage !== id) return null;
  const { step } = outcomeOf(survey, act, world.clock);
  if (step === null) return null;
  const after = { ...world, surveys: { ...world.surveys, [id]: stored(survey, step) } };
  if (act === 'open') return turnPage(after, world, id);
  if (act === 'end' && world.onPage === id) return { ...after, onPage: null };
  return act === 'undo' ? { ...after, onPage: id } : after;
}

function turnPage(after: World, { onPage, surveys, clock }: World, id: string): World | null {
  const current = onPage === null ? undefined : surveys[onPage];
  if (current === undefined || !isOnPage(current)) return { ...after, onPage: id };
  const { step } = makeRoom(current, momentAt(clock));
  if (step === null) return null;
  return { ...after, onPage: id, surveys: { ...after.surveys, [current.id]: stored(current, step) } };
}

function outcomeOf(survey: SurveyRow, act: Act, clock: number): Outcome {
  const moment = momentAt(clock);
  const acts: Record<Act, () => Outcome> = {
    open: () => open(survey, moment, survey.seconds ? deadlineAt(clock + survey.seconds) : NO_DEADLINE),
    extend: () => extend(survey, moment, deadlineAt(clock + 30)),
    close: () => close(survey, moment, false),
    closeAndShow: () => close(survey, moment, true),
    show: () => show(survey, moment),
    hide: () => hide(survey, moment),
    end: () => end(survey, moment),
    withdraw: () => withdraw(survey, moment),
    undo: () => undo(survey, moment),
  };
  return acts[act]();
}

/** The platform's timed close, where it is time. */
export function closeInTime(world: World, id: string): World | null {
  const survey = world.surveys[id];
  const step = survey === undefined ? null : closeOnTime(survey, momentAt(world.clock));
  if (survey === undefined || step === null) return null;
  return { ...world, surveys: { ...world.surveys, [id]: stored(survey, step) } };
}

/** The recount's certificate, where it is time. */
export function certify(world: World, id: string): World | null {
  const survey = world.surveys[id];
  if (survey === undefined || (survey.state !== 'CLOSED' && survey.state !== 'ENDED') || survey.certificate)
    return null;
  if (!survey.closedAt || Date.parse(survey.closedAt) + CERTIFY_AFTER_MS > Date.parse(at(world.clock))) return null;
  const certified = { ...survey, certificate, version: survey.version + 1 };
  return { ...world, surveys: { ...world.surveys, [id]: certified } };
}
