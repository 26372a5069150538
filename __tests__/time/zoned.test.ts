import fc from 'fast-check';
import { isKnownZone, momentOf, wallTime } from '../../spa/src/time/zoned.ts';

describe('times of a place', () => {
  it('are written as a clock on its wall shows them', () => {
    expect(wallTime('2026-11-21T09:30:00.000Z', 'Asia/Tokyo')).toBe('2026-11-21T18:30');
    expect(wallTime('2026-11-21T15:00:05.000Z', 'Asia/Tokyo')).toBe('2026-11-22T00:00:05');
  });

  it('are read as UTC with milliseconds', () => {
    expect(momentOf('2026-11-21T18:30', 'Asia/Tokyo')).toBe('2026-11-21T09:30:00.000Z');
    expect(momentOf('2026-07-01T12:00', 'America/New_York')).toBe('2026-07-01T16:00:00.000Z');
  });

  it('are none while clocks are put forward', () => {
    expect(momentOf('2026-03-29T02:30', 'Europe/Berlin')).toBeNull();
    expect(momentOf('2026-03-29T03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('are the first of two while clocks are put back', () => {
    expect(momentOf('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('are none where nothing was typed or the zone is unknown', () => {
    expect(momentOf('', 'Asia/Tokyo')).toBeNull();
    expect(momentOf('2026-11-21T18:30', 'Asia/Atlantis')).toBeNull();
    expect(isKnownZone('Asia/Atlantis')).toBe(false);
    expect(isKnownZone('')).toBe(false);
  });

  it('come back as they were from any zone', () => {
    const zone = fc.constantFrom(
      'Asia/Tokyo',
      'Europe/Berlin',
      'America/St_Johns',
      'Pacific/Apia',
      'Asia/Kathmandu',
      'UTC',
    );
    const seconds = fc.integer({ min: Date.UTC(2020) / 1000, max: Date.UTC(2040) / 1000 });
    fc.assert(
      fc.property(seconds, zone, (at, place) => {
        const wall = wallTime(at * 1000, place);
        const moment = momentOf(wall, place);
        expect(moment).not.toBeNull();
        // Of two moments with the same wall time it is the first, an hour or less before.
        expect(wallTime(moment as string, place)).toBe(wall);
        expect(at * 1000 - Date.parse(moment as string)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
