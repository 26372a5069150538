import type { SiteEvent } from '#graphql/live/site';
import { currentEvent } from '../../spa/src/event/current-event.ts';

const event = (id: string, state: SiteEvent['state'], startsAt: string): SiteEvent => ({
  id,
  state,
  startsAt: `${startsAt}T00:00:00.000Z`,
  stages: [],
});
const over = event('over', 'OVER', '2026-01-01');
const next = event('next', 'ANNOUNCED', '2026-12-01');
const later = event('later', 'ANNOUNCED', '2027-01-01');
const live = event('live', 'LIVE', '2026-11-20');

describe('the event of the front page', () => {
  it.each([
    ['the one that is live', [later, next, live, over], live],
    ['else the next one announced', [later, next, over], next],
    ['else the newest', [event('older', 'OVER', '2025-01-01'), over], over],
    ['none on a new site', [], undefined],
  ])('is %s', (_case, events, expected) => {
    expect(currentEvent(events)).toBe(expected);
  });
});
