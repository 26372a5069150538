import { checkEvent } from '#graphql/event/event';
import type { Event, EventInput, EventState } from '#graphql/schema.generated';
import type { RefusalCode } from '../desk/refusal.ts';
import { type Fields, textFields, textsOf } from '../text/text-fields.ts';
import { isKnownZone, momentOf, wallTime } from '../time/zoned.ts';

/** An event as its form has it; times are those of a clock on its wall. */
export const eventFields = (event: Event): Fields => ({
  id: event.id,
  ...textFields('title', event.title),
  ...textFields('notice', event.notice),
  startsAt: wallTime(event.startsAt, event.zone),
  endsAt: wallTime(event.endsAt, event.zone),
  zone: event.zone,
  languages: event.languages.join(', '),
  state: event.state,
});

export const eventLanguages = (fields: Fields): string[] =>
  (fields.languages ?? '')
    .split(/[\s,、]+/)
    .filter((lang) => lang !== '')
    .map((lang) => lang.toLowerCase());

/** What the form would send, or what is wrong with it. */
export function eventInput(fields: Fields): { input: EventInput; wrong: null } | { input: null; wrong: RefusalCode } {
  const zone = fields.zone ?? '';
  if (!isKnownZone(zone)) return { input: null, wrong: 'INVALID_ZONE' };
  const startsAt = momentOf(fields.startsAt ?? '', zone);
  const endsAt = momentOf(fields.endsAt ?? '', zone);
  if (!startsAt || !endsAt) return { input: null, wrong: 'INVALID_TIMES' };
  const languages = eventLanguages(fields);
  const input: EventInput = {
    id: fields.id ?? '',
    title: textsOf('title', fields, languages),
    notice: textsOf('notice', fields, languages),
    startsAt,
    endsAt,
    zone,
    languages,
    state: (fields.state ?? 'DRAFT') as EventState,
  };
  const violation = checkEvent(input, Date.parse(startsAt), Date.parse(endsAt));
  return violation ? { input: null, wrong: violation.code } : { input, wrong: null };
}
