import type { Event, Session, Stage, Survey } from '../schema.generated.ts';
import type { SessionFields } from '../session/session.ts';
import type { SurveyFields } from '../survey/survey.ts';

/** A whole event as a spreadsheet holds it. Ids are full ids, times are as they are stored: UTC, milliseconds, `Z`. */
export interface EventProgramme {
  readonly event: PlannedEvent;
  /** In their order. */
  readonly stages: readonly PlannedStage[];
  /** In the order of the spreadsheet. */
  readonly sessions: readonly PlannedSession[];
  /** In the order of the spreadsheet. */
  readonly surveys: readonly PlannedSurvey[];
}

export type PlannedEvent = Pick<Event, 'id' | 'title' | 'startsAt' | 'endsAt' | 'zone' | 'languages'>;
export type PlannedStage = Pick<Stage, 'id' | 'order' | 'name'>;
export type PlannedSession = Pick<Session, 'id' | 'stage'> & SessionFields;
export type PlannedSurvey = Pick<Survey, 'id' | 'stage'> & SurveyFields;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The same programme so many days of 24 hours later (or earlier, if negative). */
export function shiftDays({ event, sessions, ...rest }: EventProgramme, days: number): EventProgramme {
  const shift = <T extends { startsAt: string; endsAt: string }>(planned: T): T => ({
    ...planned,
    startsAt: later(planned.startsAt, days),
    endsAt: later(planned.endsAt, days),
  });
  return { ...rest, event: shift(event), sessions: sessions.map(shift) };
}

/** By how many days to shift a programme so that it began within the 24 hours before that time. */
export function daysUntilOn({ event }: EventProgramme, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(event.startsAt)) / DAY_MS);
}

function later(time: string, days: number): string {
  return new Date(Date.parse(time) + days * DAY_MS).toISOString();
}
