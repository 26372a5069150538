import type {
  Event,
  EventState,
  MutationPutEventArgs,
  MutationPutSessionArgs,
  MutationPutStageArgs,
  MutationPutSurveyArgs,
  Session,
  Stage,
  Survey,
} from '../schema.generated.ts';
import { changedFields, checkImport, sessionsInOrder } from '../session/session.ts';
import { changedFields as changedSurveyFields, checkImport as checkSurveyImport } from '../survey/survey.ts';
import { sameTexts } from '../text/text.ts';
import type { EventProgramme, PlannedEvent, PlannedSession, PlannedStage, PlannedSurvey } from './event-programme.ts';

/** The event's rows as the site has them now. */
export interface CurrentRows {
  readonly event: Event | null;
  readonly stages: readonly Stage[];
  readonly sessions: readonly Session[];
  readonly surveys: readonly Survey[];
}

/** One mutation to send. */
export type Act = { readonly id: string; readonly creates: boolean } & (
  | { readonly mutation: 'putEvent'; readonly variables: MutationPutEventArgs }
  | { readonly mutation: 'putStage'; readonly variables: MutationPutStageArgs }
  | { readonly mutation: 'putSession'; readonly variables: MutationPutSessionArgs }
  | { readonly mutation: 'putSurvey'; readonly variables: MutationPutSurveyArgs }
);

export type LeftReason =
  | 'UNCHANGED'
  /** It has been on air: what was shown stays shown. */
  | 'SESSION_STARTED'
  /** It has been asked: what was answered stays what was asked. */
  | 'SURVEY_OPENED'
  /** A field in which it differs was edited at the desk. */
  | 'FIELD_EDITED'
  /** The spreadsheet does not have it. Nothing is removed unasked. */
  | 'ONLY_ON_SITE';

/** A row that an import does not touch. */
export interface LeftAlone {
  readonly id: string;
  readonly reason: LeftReason;
  /** The fields in which spreadsheet and site differ. */
  readonly fields: readonly string[];
}

export interface ImportPlan {
  /** In the order in which they must be sent. */
  readonly acts: readonly Act[];
  readonly left: readonly LeftAlone[];
}

/**
 * What an import has to do so that the site has what the spreadsheet says.
 * @param stateOfNew the state of an event that is not there yet; one that is there keeps its own
 */
export function planImport(programme: EventProgramme, current: CurrentRows, stateOfNew: EventState): ImportPlan {
  const { event, stages, sessions, surveys } = programme;
  const rows = [
    planEvent(event, current.event, stateOfNew),
    ...stages.map((stage) => planStage(stage, find(current.stages, stage.id))),
    ...sessionsInOrder([...sessions]).map((session) => planSession(session, find(current.sessions, session.id))),
    ...surveys.map((survey) => planSurvey(survey, find(current.surveys, survey.id))),
    ...onlyOnSite(current.stages, stages),
    ...onlyOnSite(current.sessions, sessions),
    ...onlyOnSite(current.surveys, surveys),
  ];
  return {
    acts: rows.filter((row) => 'mutation' in row),
    left: rows.filter((row) => 'reason' in row),
  };
}

function planEvent(planned: PlannedEvent, now: Event | null, stateOfNew: EventState): Act | LeftAlone {
  const { id } = planned;
  if (!now) return { id, creates: true, mutation: 'putEvent', variables: { input: { ...planned, state: stateOfNew } } };
  if (sameEvent(planned, now)) return unchanged(id);
  const { notice, access, state, version } = now;
  const input = { ...planned, notice, access, state };
  return { id, creates: false, mutation: 'putEvent', variables: { input, expected: version } };
}

function planStage(planned: PlannedStage, now: Stage | undefined): Act | LeftAlone {
  const { id } = planned;
  if (now && now.order === planned.order && sameTexts(now.name, planned.name)) return unchanged(id);
  return { id, creates: !now, mutation: 'putStage', variables: { input: planned, ...expecting(now) } };
}

function planSession(planned: PlannedSession, now: Session | undefined): Act | LeftAlone {
  const { stage: _stage, ...input } = planned;
  const { id } = planned;
  const fields = now ? changedFields(now, planned) : [];
  if (now && fields.length === 0) return unchanged(id);
  const violation = now && checkImport(now, fields);
  if (violation) return { id, reason: now.startedAt ? 'SESSION_STARTED' : 'FIELD_EDITED', fields };
  return { id, creates: !now, mutation: 'putSession', variables: { input, ...expecting(now), origin: 'IMPORT' } };
}

function planSurvey(planned: PlannedSurvey, now: Survey | undefined): Act | LeftAlone {
  const { stage: _stage, ...input } = planned;
  const { id } = planned;
  const fields = now ? changedSurveyFields(now, planned) : [];
  if (now && fields.length === 0) return unchanged(id);
  const violation = now && checkSurveyImport(now, fields);
  if (violation) return { id, reason: violation.code === 'SURVEY_STATE' ? 'SURVEY_OPENED' : 'FIELD_EDITED', fields };
  return { id, creates: !now, mutation: 'putSurvey', variables: { input, ...expecting(now), origin: 'IMPORT' } };
}

function sameEvent(planned: PlannedEvent, now: Event): boolean {
  return (
    sameTexts(planned.title, now.title) &&
    planned.languages.join() === now.languages.join() &&
    (['startsAt', 'endsAt', 'zone'] as const).every((field) => planned[field] === now[field])
  );
}

/** Names the version that was seen; nothing where there is none yet. */
function expecting(now: { version: number } | undefined): { expected?: number } {
  return now ? { expected: now.version } : {};
}

function unchanged(id: string): LeftAlone {
  return { id, reason: 'UNCHANGED', fields: [] };
}

function onlyOnSite(now: readonly { id: string }[], planned: readonly { id: string }[]): LeftAlone[] {
  return now.filter(({ id }) => !find(planned, id)).map(({ id }) => ({ id, reason: 'ONLY_ON_SITE', fields: [] }));
}

function find<Row extends { id: string }>(rows: readonly Row[], id: string): Row | undefined {
  return rows.find((row) => row.id === id);
}
