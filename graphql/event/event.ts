import type { Violation } from '../errors.ts';
import { checkId } from '../id.ts';
import { inOrder } from '../in-order.ts';
import type { Access, Event, EventInput } from '../schema.generated.ts';
import { checkLanguages, checkRequiredTexts, checkTexts, MAX_LENGTH } from '../text/text.ts';
import { checkTimes } from '../times.ts';

/** Most stages of an event: each LiveState names them all. */
export const MAX_STAGES = 20;

/** Most events of a site: a list of them is one BatchGetItem, which takes 100 keys. */
export const MAX_EVENTS = 100;

const ZONE_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/';

/** Whether this has the form of an IANA time zone, `Asia/Tokyo` or `UTC`. Whether there is such a zone, only who knows the zones can tell. */
export function isZone(zone: string): boolean {
  return (
    zone.length <= 40 &&
    zone.split('/').every((part) => part.length > 0) &&
    zone.split('').every((character) => ZONE_CHARACTERS.indexOf(character) >= 0)
  );
}

/** Checks what can be told from the input alone. Times in epoch milliseconds, because Date does not exist in APPSYNC_JS. */
export function checkEvent(input: EventInput, startsAt: number, endsAt: number): Violation | null {
  return (
    checkId('id', input.id, 1) ??
    checkRequiredTexts('title', input.title, MAX_LENGTH.title) ??
    checkTexts('notice', input.notice ?? [], MAX_LENGTH.notice) ??
    checkTimes(startsAt, endsAt) ??
    checkZone(input.zone) ??
    checkEventLanguages(input.languages)
  );
}

function checkZone(zone: string): Violation | null {
  return isZone(zone) ? null : { code: 'INVALID_ZONE', field: 'zone', message: `${zone} is no IANA time zone.` };
}

function checkEventLanguages(languages: string[]): Violation | null {
  if (languages.length === 0)
    return { code: 'INVALID_LANGUAGE', field: 'languages', message: 'An event needs a language.' };
  return checkLanguages('languages', languages);
}

/** Checks who may watch. Every change of state is allowed, but a viewer who was told "open" is never locked out: access is fixed after DRAFT. */
export function checkAccess(current: Pick<Event, 'access' | 'state'> | null, access: Access): Violation | null {
  if (current !== null && current.state !== 'DRAFT' && current.access !== access)
    return { code: 'ACCESS_FIXED', field: 'access', message: 'Access does not change once the event is announced.' };
  if (access === 'INVITED')
    return { code: 'ACCESS_UNAVAILABLE', field: 'access', message: 'Events by invitation are not available yet.' };
  return null;
}

/** Newest start first. */
export function eventsInOrder<T extends Pick<Event, 'id' | 'startsAt'>>(events: T[]): T[] {
  return inOrder(
    events,
    events.map(({ id, startsAt }) => `${startsAt} ${id}`),
  ).reverse();
}
