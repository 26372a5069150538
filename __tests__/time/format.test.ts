import { clock, countdown, dateRange, day, zoneName } from '../../spa/src/time/format.ts';

const AT = Date.parse('2026-11-20T15:30:09.000Z');

describe('a time', () => {
  it('is said in the zone asked for, in 24 hours', () => {
    expect(clock(AT, 'ja', 'Asia/Tokyo')).toBe('00:30');
    expect(clock(AT, 'en', 'America/Sao_Paulo')).toBe('12:30');
    expect(clock(AT, 'en', 'Europe/Berlin')).toBe('16:30');
  });

  it('falls on the day of its zone', () => {
    expect(day(AT, 'ja', 'Asia/Tokyo')).toBe('11月21日(土)');
    expect(day(AT, 'en', 'Europe/Berlin')).toBe('Fri 20 Nov');
  });

  it('names the zone', () => {
    expect(zoneName(AT, 'ja', 'Asia/Tokyo')).toBe('JST');
    expect(zoneName(AT, 'en', 'Asia/Tokyo')).toBe('Japan Time');
  });

  it('shows UTC for a zone that the device does not know', () => {
    expect(clock(Date.parse('2026-11-20T09:30:00Z'), 'en', 'Mars/Olympus')).toBe('09:30');
  });

  it('spans days', () => {
    const event = { startsAt: '2026-11-20T09:00:00.000Z', endsAt: '2026-11-21T09:00:00.000Z' };
    expect(dateRange(event, 'en', 'Asia/Tokyo')).toContain('20');
    expect(dateRange(event, 'en', 'Asia/Tokyo')).toContain('21');
    expect(dateRange({}, 'en', 'Asia/Tokyo')).toBe('');
  });
});

describe('a countdown', () => {
  it.each([
    [2_078_000, '34:38'],
    [59_001, '1:00'],
    [59_000, '0:59'],
    [1, '0:01'],
    [0, '0:00'],
    [-5_000, '0:00'],
    [3_723_000, '1:02:03'],
  ])('of %i ms reads %s', (left, text) => {
    expect(countdown(left)).toBe(text);
  });
});
