import type { LiveState } from '#graphql/schema.generated';
import { isQuiet, type Signs, statusOf } from '../../spa/src/live/freshness.ts';

const AT = Date.parse('2026-11-20T09:00:00.000Z');
const iso = (time: number) => new Date(time).toISOString();
const live: LiveState = { stage: 'e.a', seq: 1, at: iso(AT), beat: iso(AT - 20_000) };
const silent: LiveState = { stage: 'e.a', seq: 1, at: iso(AT), beat: null };

const signsAfter = (milliseconds: number, change: Partial<Signs>): Signs => ({
  state: live,
  now: AT + milliseconds,
  up: true,
  answeredAt: AT,
  heardAt: null,
  downSince: AT,
  pollInterval: 5_000,
  ...change,
});

describe('with the subscription up', () => {
  it.each([
    [0, { kind: 'live' }, false],
    [44_999, { kind: 'live' }, false],
    [45_000, { kind: 'live' }, true],
    [74_999, { kind: 'live' }, true],
    [75_000, { kind: 'stale', since: AT }, true],
  ] as const)('a live stage whose state is %i ms old is as it should be', (age, status, quiet) => {
    expect(statusOf(signsAfter(age, {}))).toEqual(status);
    expect(isQuiet(signsAfter(age, {}))).toBe(quiet);
  });

  it('a stage without a beat promises nothing, however old its state', () => {
    expect(statusOf(signsAfter(3_600_000, { state: silent }))).toEqual({ kind: 'live' });
    expect(isQuiet(signsAfter(3_600_000, { state: silent }))).toBe(false);
  });

  it('a beat that was older than a minute when the state was read makes no live stage', () => {
    const tired = { ...live, beat: iso(AT - 60_001) };
    expect(statusOf(signsAfter(3_600_000, { state: tired }))).toEqual({ kind: 'live' });
    expect(statusOf(signsAfter(3_600_000, { state: { ...live, beat: iso(AT - 60_000) } })).kind).toBe('stale');
  });
});

describe('with the subscription down', () => {
  it('is fallback while the snapshot answers', () => {
    expect(statusOf(signsAfter(14_999, { up: false, state: silent }))).toEqual({ kind: 'fallback', by: 'snapshot' });
  });

  it('is stale after three poll intervals without an answer, since the last one', () => {
    const signs = signsAfter(20_000, { up: false, state: silent, answeredAt: AT + 5_000 });
    expect(statusOf(signs)).toEqual({ kind: 'stale', since: AT + 5_000 });
  });

  it('counts from when it went down, not from an answer that was not needed since', () => {
    const signs = signsAfter(3_600_000, { up: false, state: silent, downSince: AT + 3_595_000 });
    expect(statusOf(signs)).toEqual({ kind: 'fallback', by: 'snapshot' });
  });

  it('is stale, too, where a snapshot answers that nobody renews', () => {
    expect(statusOf(signsAfter(75_000, { up: false, answeredAt: AT + 74_000 }))).toEqual({ kind: 'stale', since: AT });
  });

  it('is stale since nowhere while nothing ever came', () => {
    const signs = signsAfter(15_000, { up: false, state: null, answeredAt: null });
    expect(statusOf(signs)).toEqual({ kind: 'stale', since: null });
  });

  it('asks no snapshot for quiet: it polls anyway', () => {
    expect(isQuiet(signsAfter(50_000, { up: false }))).toBe(false);
  });
});
