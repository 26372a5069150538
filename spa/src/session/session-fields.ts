import type { Session, SessionInput, SessionKind, SpeakerInput } from '#graphql/schema.generated';
import { checkSession } from '#graphql/session/session';
import type { Seen } from '../desk/edit-state.ts';
import type { RefusalCode } from '../desk/refusal.ts';
import { type Fields, textFields, textsOf } from '../text/text-fields.ts';
import { momentOf, wallTime } from '../time/zoned.ts';

/** A session as its form has it; times are those of the event's place. */
const sessionFields = (session: Session, zone: string): Fields => ({
  kind: session.kind,
  ...textFields('title', session.title),
  ...textFields('description', session.description),
  ...speakerFields(session.speakers),
  startsAt: wallTime(session.startsAt, zone),
  endsAt: wallTime(session.endsAt, zone),
});

const speakerFields = (speakers: Session['speakers']): Fields =>
  Object.assign(
    {},
    ...speakers.flatMap(({ name, affiliation }, i) => [
      textFields(`speakers.${i}.name`, name),
      textFields(`speakers.${i}.affiliation`, affiliation),
    ]),
  ) as Fields;

export const sessionSeen = (session: Session, zone: string): Seen => ({
  version: session.version,
  fields: sessionFields(session, zone),
  updatedBy: session.updatedBy,
});

const SPEAKER = /^speakers\.(\d+)\./;

/** How many speakers there are in the fields, up to the last one with a word. */
export const speakerCount = (fields: Fields): number =>
  Math.max(
    0,
    ...Object.entries(fields).flatMap(([name, value]) => {
      const index = SPEAKER.exec(name)?.[1];
      return index !== undefined && value.trim() !== '' ? [Number(index) + 1] : [];
    }),
  );

const speakersOf = (fields: Fields, languages: readonly string[]): SpeakerInput[] =>
  Array.from({ length: speakerCount(fields) }, (_, i) => ({
    name: textsOf(`speakers.${i}.name`, fields, languages),
    affiliation: textsOf(`speakers.${i}.affiliation`, fields, languages),
  })).filter(({ name, affiliation }) => name.length > 0 || affiliation.length > 0);

/** What changes when the speaker at that place is taken out: those after it move up. */
export function withoutSpeaker(fields: Fields, index: number): Fields {
  const changes: Record<string, string> = {};
  for (const name of Object.keys(fields)) {
    const [prefix, place] = SPEAKER.exec(name) ?? [];
    if (prefix === undefined || Number(place) < index) continue;
    const rest = name.slice(prefix.length);
    changes[name] = fields[`speakers.${Number(place) + 1}.${rest}`] ?? '';
    // A language that only the next one has moves up as well.
    if (Number(place) > index) changes[`speakers.${Number(place) - 1}.${rest}`] = fields[name] ?? '';
  }
  return changes;
}

export interface SessionText {
  readonly title: SessionInput['title'];
  readonly description: Session['description'];
  readonly speakers: Session['speakers'];
}

export const sessionText = (fields: Fields, languages: readonly string[]): SessionText => ({
  title: textsOf('title', fields, languages),
  description: textsOf('description', fields, languages),
  speakers: speakersOf(fields, languages).map(({ name, affiliation }) => ({ name, affiliation: affiliation ?? [] })),
});

/** What the form would send, or what is wrong with it. */
export function sessionInput(
  id: string,
  fields: Fields,
  place: { readonly zone: string; readonly languages: readonly string[] },
): { input: SessionInput; wrong: null } | { input: null; wrong: RefusalCode } {
  const startsAt = momentOf(fields.startsAt ?? '', place.zone);
  const endsAt = momentOf(fields.endsAt ?? '', place.zone);
  if (!startsAt || !endsAt) return { input: null, wrong: 'INVALID_TIMES' };
  const kind = (fields.kind ?? 'TALK') as SessionKind;
  const input = { id, kind, ...sessionText(fields, place.languages), startsAt, endsAt };
  const violation = checkSession(input, Date.parse(startsAt), Date.parse(endsAt));
  return violation ? { input: null, wrong: violation.code } : { input, wrong: null };
}
