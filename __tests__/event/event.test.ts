import { checkAccess, checkEvent, eventsInOrder, isZone } from '#graphql/event/event';
import type { EventInput, EventState } from '#graphql/schema.generated';

const input: EventInput = {
  id: 'matsuri',
  title: [{ lang: 'ja', value: '雲まつり' }],
  startsAt: '2026-11-20T18:00:00+09:00',
  endsAt: '2026-11-21T18:00:00+09:00',
  zone: 'Asia/Tokyo',
  languages: ['ja', 'en'],
  state: 'ANNOUNCED',
};
const check = (more: Partial<EventInput>, startsAt = 1, endsAt = 2) =>
  checkEvent({ ...input, ...more }, startsAt, endsAt);

describe('an event', () => {
  it('passes as it should be', () => {
    expect(check({})).toBeNull();
  });

  it.each([
    ['id', { id: 'a.b' }, 'INVALID_ID'],
    ['title', { title: [] }, 'INVALID_TEXT'],
    ['notice', { notice: [{ lang: 'ja', value: 'x'.repeat(501) }] }, 'TEXT_TOO_LONG'],
    ['zone', { zone: '' }, 'INVALID_ZONE'],
    ['languages', { languages: [] }, 'INVALID_LANGUAGE'],
    ['languages', { languages: ['Japanese'] }, 'INVALID_LANGUAGE'],
  ])('is refused for its %s: %j', (field, more, code) => {
    expect(check(more)).toMatchObject({ field, code });
  });

  it('ends after it starts', () => {
    expect(check({}, 2, 2)).toMatchObject({ field: 'endsAt', code: 'INVALID_TIMES' });
  });

  it('lies in years that are stored so that times compare as strings', () => {
    const lastMoment = Date.parse('9999-12-31T23:59:59.999Z');
    expect(check({}, 0, lastMoment)).toBeNull();
    expect(check({}, -1, lastMoment)).toMatchObject({ field: 'startsAt', code: 'INVALID_TIMES' });
    expect(check({}, 0, lastMoment + 1)).toMatchObject({ field: 'endsAt', code: 'INVALID_TIMES' });
  });

  it.each(['Asia/Tokyo', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+9'])('may lie in %s', (zone) => {
    expect(isZone(zone)).toBe(true);
  });

  it.each(['Asia/', '/Tokyo', 'Asia Tokyo', '+09:00', 'x'.repeat(41)])('cannot lie in %j', (zone) => {
    expect(isZone(zone)).toBe(false);
  });
});

describe('who may watch', () => {
  const announced: EventState[] = ['ANNOUNCED', 'LIVE', 'OVER', 'CANCELLED', 'POSTPONED'];

  it.each(announced)('does not change while the event is %s', (state) => {
    expect(checkAccess({ access: 'INVITED', state }, 'OPEN')).toMatchObject({ code: 'ACCESS_FIXED', field: 'access' });
    expect(checkAccess({ access: 'OPEN', state }, 'OPEN')).toBeNull();
  });

  it('changes while the event is a draft', () => {
    expect(checkAccess({ access: 'INVITED', state: 'DRAFT' }, 'OPEN')).toBeNull();
  });

  it('cannot be by invitation yet', () => {
    expect(checkAccess(null, 'INVITED')).toMatchObject({ code: 'ACCESS_UNAVAILABLE' });
  });
});

it('events come newest start first', () => {
  const events = ['2025', '2027', '2026'].map((year) => ({ id: `e${year}`, startsAt: `${year}-01-01T00:00:00.000Z` }));
  expect(eventsInOrder(events).map(({ id }) => id)).toEqual(['e2027', 'e2026', 'e2025']);
});
