import { effectiveAt } from '../align/effective-at.ts';
import type {
  Event,
  LiveEvent,
  LiveSession,
  LiveStage,
  LiveState,
  Session,
  Source,
  Stage,
  Text,
} from '../schema.generated.ts';
import { sessionsInOrder } from '../session/session.ts';
import { stagesInOrder } from '../stage/stage.ts';
import { type StreamRow, viewersOf } from '../stream/stream.ts';
import { liveSurvey, type SurveyRows } from '../survey/live-survey.ts';
import { serialize, type TextFile, type TextFiles } from './snapshot.ts';

/** All rows that a stage's LiveState is made of, in any order. */
export interface StageRows {
  event: Event;
  stage: Stage;
  /** The event's stages, this one included. */
  stages: Stage[];
  sessions: Session[];
  /** The signs of life of the stage's channels, and of the timer that stands for them. */
  streams: ({ checkedAt: string } & Partial<StreamRow>)[];
  /** What could be played; given out only while the curtain is up. */
  sources?: Source[];
  /** The survey on the page, if there is one. */
  survey?: SurveyRows | null;
}

export interface Publishing {
  seq: number;
  /** Server time at which the rows were read, as ISO 8601 in UTC with milliseconds. */
  at: string;
  /** The hash of a text file's content: the first 32 hexadecimal digits of its SHA-256. */
  hash: (content: string) => string;
}

export interface Built {
  state: LiveState;
  /** Every file that the state names, and no other. */
  texts: TextFiles;
}

/** Builds what a stage's pages show. Pure: same rows, same bytes. Every key is there, null where there is nothing. */
export function buildLiveState(rows: StageRows, { seq, at, hash }: Publishing): Built {
  const { event, stage } = rows;
  if (event.state === 'DRAFT') return { state: draft(stage.id, seq, at, event.id), texts: {} };
  const texts: TextFiles = {};
  const keep = (file: TextFile): string => {
    const name = hash(serialize(file));
    texts[name] = file;
    return name;
  };
  const keepText = (text: Text[]): string | null => (text.length === 0 ? null : keep(text.map(plainText)));
  const keepSession = (session: Session | undefined): LiveSession | null =>
    session === undefined
      ? null
      : { ...liveSession(session), startedAt: session.startedAt ?? null, description: keepText(session.description) };

  const sessions = sessionsInOrder(rows.sessions);
  const onAir = sessions.find((session) => session.id === stage.session);
  const state: LiveState = {
    stage: stage.id,
    seq,
    at,
    beat: onAir === undefined && !rows.survey ? null : newest(rows.streams),
    event: liveEvent(event),
    stages: stagesInOrder(rows.stages).map(liveStage),
    title: stage.title.map(plainText),
    description: keepText(stage.description),
    curtain: stage.curtain,
    sources: stage.curtain === 'UP' ? [...(rows.sources ?? [])] : [],
    viewers: viewersOf(stage.sources ?? [], rows.streams.filter(isOfChannel)),
    session: keepSession(onAir),
    next: keepSession(nextSession(sessions, onAir, at)),
    programme: sessions.length === 0 ? null : keep({ sessions: sessions.map(liveSession) }),
    survey: rows.survey ? liveSurvey(rows.survey, keep) : null,
    effectiveAt: effectiveAt(rows),
  };
  return { state, texts };
}

/** A draft gives away nothing but that it is one, and replaces whatever a page showed before. */
function draft(stage: string, seq: number, at: string, event: string): LiveState {
  return {
    stage,
    seq,
    at,
    beat: null,
    event: {
      id: event,
      title: null,
      notice: null,
      startsAt: null,
      endsAt: null,
      zone: null,
      languages: null,
      access: null,
      state: 'DRAFT',
    },
    stages: null,
    title: null,
    description: null,
    curtain: null,
    sources: null,
    viewers: null,
    session: null,
    next: null,
    programme: null,
    survey: null,
    effectiveAt: null,
  };
}

/**
 * What comes next: after the session on air the first that was not on air yet, however late the show is; with nothing on air the first that was
 * not on air yet and whose time is not over.
 */
export function nextSession(sessions: Session[], onAir: Session | undefined, at: string): Session | undefined {
  if (onAir !== undefined)
    return sessions.slice(sessions.indexOf(onAir) + 1).find((session) => session.startedAt == null);
  return sessions.find((session) => session.startedAt == null && session.endsAt > at);
}

/** The timer that stands for channels counts nobody. */
function isOfChannel(stream: Partial<StreamRow>): stream is StreamRow {
  return stream.channel !== undefined;
}

function newest(streams: { checkedAt: string }[]): string | null {
  return (
    streams
      .map(({ checkedAt }) => checkedAt)
      .sort()
      .at(-1) ?? null
  );
}

/** What viewers see of an event. */
export function liveEvent(event: Event): LiveEvent & Pick<Event, 'id' | 'startsAt'> {
  const { id, title, notice, startsAt, endsAt, zone, languages, access, state } = event;
  return {
    id,
    title: title.map(plainText),
    notice: notice.map(plainText),
    startsAt,
    endsAt,
    zone,
    languages,
    access,
    state,
  };
}

/** What the pages of the event's other stages see of a stage. */
export function liveStage({ id, name }: Stage): LiveStage {
  return { id, name: name.map(plainText) };
}

/** A row of the timetable: as planned, so that the file stays the same while the show runs. */
function liveSession({ id, kind, title, speakers, startsAt, endsAt }: Session): LiveSession {
  return {
    id,
    kind,
    title: title.map(plainText),
    speakers: speakers.map(({ name, affiliation }) => ({
      name: name.map(plainText),
      affiliation: affiliation.map(plainText),
    })),
    startsAt,
    endsAt,
  };
}

/** DynamoDB keeps no order of a map's keys; a hash needs one. */
function plainText({ lang, value }: Text): Text {
  return { lang, value };
}
