import type { Violation } from '../errors.ts';
import { checkId } from '../id.ts';
import { inOrder } from '../in-order.ts';
import type { Session, SessionInput, Speaker, SpeakerInput } from '../schema.generated.ts';
import { checkRequiredTexts, checkTexts, MAX_LENGTH, sameTexts } from '../text/text.ts';
import { checkTimes } from '../times.ts';

export const MAX_SPEAKERS = 10;

/** What a person or a spreadsheet says about a session; the rest is the platform's. Times as they are stored. */
export type SessionFields = Pick<Session, 'kind' | 'title' | 'description' | 'speakers' | 'startsAt' | 'endsAt'>;

/** Checks what can be told from the input alone. Times in epoch milliseconds, because Date does not exist in APPSYNC_JS. */
export function checkSession(input: SessionInput, startsAt: number, endsAt: number): Violation | null {
  return (
    checkId('id', input.id, 3) ??
    checkRequiredTexts('title', input.title, MAX_LENGTH.title) ??
    checkTexts('description', input.description ?? [], MAX_LENGTH.description) ??
    checkSpeakers(input.speakers ?? []) ??
    checkTimes(startsAt, endsAt)
  );
}

function checkSpeakers(speakers: SpeakerInput[]): Violation | null {
  if (speakers.length > MAX_SPEAKERS)
    return { code: 'TOO_MANY', field: 'speakers', message: `A session has at most ${MAX_SPEAKERS} speakers.` };
  return (
    speakers.map((speaker, i) => checkSpeaker(`speakers.${i}`, speaker)).find((violation) => violation !== null) ?? null
  );
}

function checkSpeaker(field: string, speaker: SpeakerInput): Violation | null {
  return (
    checkRequiredTexts(`${field}.name`, speaker.name, MAX_LENGTH.speaker) ??
    checkTexts(`${field}.affiliation`, speaker.affiliation ?? [], MAX_LENGTH.speaker)
  );
}

/** The fields that an input gives, with the times as they are to be stored. What is left out is empty; a session without a kind is a talk. */
export function sessionFields(input: SessionInput, startsAt: string, endsAt: string): SessionFields {
  return {
    kind: input.kind ?? 'TALK',
    title: input.title,
    description: input.description ?? [],
    speakers: (input.speakers ?? []).map(({ name, affiliation }) => ({ name, affiliation: affiliation ?? [] })),
    startsAt,
    endsAt,
  };
}

/** The names of the fields in which two versions of a session differ. */
export function changedFields(before: SessionFields, after: SessionFields): string[] {
  const changed: string[] = [];
  if (before.kind !== after.kind) changed.push('kind');
  if (!sameTexts(before.title, after.title)) changed.push('title');
  if (!sameTexts(before.description, after.description)) changed.push('description');
  if (!sameSpeakers(before.speakers, after.speakers)) changed.push('speakers');
  if (before.startsAt !== after.startsAt) changed.push('startsAt');
  if (before.endsAt !== after.endsAt) changed.push('endsAt');
  return changed;
}

function sameSpeakers(a: Speaker[], b: Speaker[]): boolean {
  return (
    a.length === b.length &&
    a.every((speaker, i) => {
      const other = b[i];
      return (
        other !== undefined && sameTexts(speaker.name, other.name) && sameTexts(speaker.affiliation, other.affiliation)
      );
    })
  );
}

/** Checks that an import leaves alone what is no longer the spreadsheet's: a session that has been on air, a field edited at the desk. */
export function checkImport(current: Pick<Session, 'startedAt' | 'edited'>, changed: string[]): Violation | null {
  if (current.startedAt) return { code: 'SESSION_STARTED', field: 'id', message: 'The session has been on air.' };
  const edited = changed.find((field) => (current.edited ?? []).indexOf(field) >= 0);
  if (edited === undefined) return null;
  return { code: 'FIELD_EDITED', field: edited, message: `${edited} was edited at the desk.` };
}

/** The fields edited at the desk, after these were edited there too. */
export function editedFields(edited: string[], changed: string[]): string[] {
  return [...edited, ...changed.filter((field) => edited.indexOf(field) < 0)];
}

/** By planned start. */
export function sessionsInOrder<T extends Pick<Session, 'id' | 'startsAt'>>(sessions: T[]): T[] {
  return inOrder(
    sessions,
    sessions.map(({ id, startsAt }) => `${startsAt} ${id}`),
  );
}
