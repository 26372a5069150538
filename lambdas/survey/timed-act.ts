import { CERTIFY_AFTER_MS, type SurveyRow } from '#graphql/survey/machine';

/** What is to happen to a survey at its time: the input of an execution of the state machine. */
export interface TimedAct {
  readonly survey: string;
  /** The survey's version that asks for it. */
  readonly version: number;
  readonly act: 'CLOSE' | 'CERTIFY';
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** An act that comes too early is not done: clocks of AWS's services agree to much less than this. Step Functions itself is late by up to a second. */
const MARGIN_MS = 250;

/**
 * What a change of a survey asks for: its closing, where it has a deadline that it had not before; its certificate, where it was closed.
 * @param before null where it is not known: what was asked for before is asked for again, and does nothing
 */
export const timedAct = (survey: SurveyRow, before: SurveyRow | null): TimedAct | null => {
  const { id, version, state, takesUntil, closedAt, certificate } = survey;
  const opened = state === 'OPEN' && takesUntil && (before?.state !== state || before.takesUntil !== takesUntil);
  if (opened) return { survey: id, version, act: 'CLOSE', at: later(takesUntil, MARGIN_MS) };
  const closed = (state === 'CLOSED' || state === 'ENDED') && closedAt && before?.closedAt !== closedAt;
  if (closed && !certificate)
    return { survey: id, version, act: 'CERTIFY', at: later(closedAt, CERTIFY_AFTER_MS + MARGIN_MS) };
  return null;
};

const later = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString();
