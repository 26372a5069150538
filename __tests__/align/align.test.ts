import fc from 'fast-check';
import type { LiveState, LiveSurvey } from '#graphql/schema.generated';
import { type Aligned, align, LONGEST_WAIT } from '../../spa/src/align/align.ts';

const T = Date.parse('2026-11-20T10:00:00.000Z');
const iso = (at: number) => new Date(at).toISOString();
const title = (value: string) => [{ lang: 'en', value }];
const talk = (slug: string) => ({ id: `e.a.${slug}`, title: title(slug) });
const stateOf = (seq: number, at: number, change: Partial<LiveState> = {}): LiveState => ({
  stage: 'e.a',
  seq,
  at: iso(at),
  effectiveAt: iso(at),
  curtain: 'UP',
  sources: [{ id: 'floor', url: 'https://ivs.test/floor.m3u8' }],
  session: talk('first'),
  next: talk('second'),
  title: [],
  description: null,
  programme: 'p1',
  survey: null,
  ...change,
});
const late = { latency: 8, seq: -1 };
const asked = (change: Partial<LiveSurvey> = {}): LiveSurvey => ({ id: 'e.a.q', state: 'OPEN', version: 2, ...change });
const results = (ballots: number) => ({
  survey: 'e.a.q',
  status: 'SO_FAR' as const,
  ballots,
  counts: [{ option: 'a', count: ballots }],
});

/** What a page that showed the first of them shows once the second has come. */
const shownOf = (before: Partial<LiveState>, newest: Partial<LiveState>) =>
  align(align(null, stateOf(1, T, before), T, late), stateOf(2, T + 1_000, newest), T + 1_000, late).state;

describe('What goes with the picture', () => {
  it('is shown when the viewer’s own picture gets there', () => {
    const before = align(null, stateOf(1, T), T, late);
    const second = stateOf(2, T + 1_000, { session: talk('second'), next: null, programme: 'p2', title: title('New') });
    const coming = align(before, second, T + 1_200, late);
    expect(coming.state).toMatchObject({ seq: 2, session: talk('first'), next: talk('second'), programme: 'p1' });
    expect(coming.waiting).toEqual([{ state: second, due: T + 9_000 }]);
    expect(align(coming, second, T + 8_999, late).state.session).toEqual(talk('first'));
    expect(align(coming, second, T + 9_000, late)).toEqual({ state: second, reached: second, waiting: [] });
  });

  it('is shown as soon as the picture itself brings it', () => {
    const second = stateOf(2, T, { session: talk('second') });
    const coming = align(align(null, stateOf(1, T), T, late), second, T, late);
    expect(align(coming, second, T + 10, { latency: 8, seq: 1 }).state.session).toEqual(talk('first'));
    expect(align(coming, second, T + 10, { latency: 8, seq: 2 }).state).toBe(second);
  });

  it('waits for nobody who just came', () => {
    const first = stateOf(9, T);
    expect(align(null, first, T, late).state).toBe(first);
  });

  it.each<[string, Partial<LiveState>, number | null]>([
    ['where nobody knows how late the picture is', {}, null],
    ['where pages are not to wait', { effectiveAt: null }, 8],
    ['once it is behind the curtain', { effectiveAt: null, curtain: 'DOWN', sources: [] }, 8],
  ])('waits for nothing %s', (_case, change, latency) => {
    const before = align(null, stateOf(1, T), T, late);
    const waiting = align(before, stateOf(2, T, { session: talk('second') }), T, late);
    const newest = stateOf(3, T + 1, { session: talk('third'), ...change });
    expect(align(waiting, newest, T + 1, { latency, seq: -1 })).toEqual({
      state: newest,
      reached: newest,
      waiting: [],
    });
  });

  it('is not held back by what comes after it', () => {
    let page = align(null, stateOf(1, T), T, late);
    for (let second = 1; second <= 8; second++)
      page = align(
        page,
        stateOf(1 + second, T + second * 1_000, { session: talk(`${second}`) }),
        T + second * 1_000,
        late,
      );
    expect(page.state.session).toEqual(talk('first'));
    expect(align(page, stateOf(9, T + 8_000, { session: talk('8') }), T + 9_000, late).state.session).toEqual(
      talk('1'),
    );
  });
});

describe('A survey', () => {
  const open = asked({ results: { ...results(0), counts: null } });

  it('opens with the picture', () => {
    expect(shownOf({}, { survey: open }).survey).toBeNull();
    expect(shownOf({ survey: asked({ id: 'e.a.old', state: 'CLOSED' }) }, { survey: open }).survey).toBeNull();
  });

  it('that has a deadline is on the page for half a minute, wherever the picture is, or opens at once', () => {
    const before = align(null, stateOf(1, T), T, late);
    const dueOf = (seconds: number) => {
      const survey = asked({ closesAt: iso(T + seconds * 1_000) });
      const { waiting, state } = align(before, stateOf(2, T, { survey }), T, late);
      return waiting[0] ? waiting[0].due - T : state.survey === survey && 'at once';
    };
    expect([60, 38, 35, 30, 10].map(dueOf)).toEqual([8_000, 8_000, 5_000, 'at once', 'at once']);
  });

  it('that waits is not taken back when its deadline moves', () => {
    const before = align(null, stateOf(1, T), T, late);
    const open = align(before, stateOf(2, T, { survey: asked({ closesAt: iso(T + 10_000) }) }), T, late);
    const moved = stateOf(3, T + 1, { survey: asked({ version: 3, closesAt: iso(T + 60_000) }) });
    expect(align(open, moved, T + 1, late).state.survey).toEqual(moved.survey);
  });

  it('with little time left brings nothing else to the page early once it is there', () => {
    const survey = asked({ closesAt: iso(T + 10_000) });
    expect(shownOf({ survey }, { survey, session: talk('second') }).session).toEqual(talk('first'));
  });

  it.each<[string, LiveSurvey | null]>([
    ['closes', asked({ state: 'CLOSED', version: 3, closedAt: iso(T) })],
    ['is withdrawn', asked({ state: 'WITHDRAWN', version: 3, withdrawnAt: iso(T), results: null })],
    ['gets a deadline', asked({ version: 3, closesAt: iso(T + 9_000) })],
    ['ends', null],
  ])('%s at once', (_case, survey) => {
    expect(shownOf({ survey: open }, { survey }).survey).toEqual(survey);
  });

  it('opens again at once', () => {
    const closed = asked({ state: 'CLOSED', version: 3 });
    expect(shownOf({ survey: closed }, { survey: asked({ version: 4 }) }).survey).toMatchObject({ state: 'OPEN' });
  });

  it('has its results with the picture, and they are hidden at once', () => {
    const closed = asked({ state: 'CLOSED', version: 3, results: results(9) });
    expect(shownOf({ survey: open }, { survey: closed }).survey).toEqual({ ...closed, results: open.results });
    const hidden = { ...closed, version: 4, results: { ...results(9), counts: null } };
    expect(shownOf({ survey: closed }, { survey: hidden }).survey).toEqual(hidden);
  });

  it('that opened and closed behind the picture is never shown as open', () => {
    const closed = asked({ state: 'CLOSED', version: 3 });
    let page = align(null, stateOf(1, T), T, late);
    page = align(page, stateOf(2, T + 1_000, { survey: open }), T + 1_000, late);
    const newest = stateOf(3, T + 4_000, { survey: closed });
    page = align(page, newest, T + 4_000, late);
    expect(page.state.survey).toBeNull();
    expect(align(page, newest, T + 9_000, late).state.survey).toMatchObject({ state: 'CLOSED' });
  });
});

/** A show of random acts, seen by a page whose picture is late by something that changes, with looks in between. */
const someSteps = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 6_000 }),
    latency: fc.option(fc.double({ min: 0, max: 60, noNaN: true }), { nil: null, freq: 20 }),
    act: fc.constantFrom('session', 'curtain', 'event', 'close', 'look'),
    /** Of the publisher's clock against the page's. */
    skew: fc.integer({ min: -2_000, max: 60_000 }),
    heard: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

interface Look {
  readonly now: number;
  readonly newest: LiveState;
  readonly page: Aligned;
}

function looks(steps: typeof someSteps extends fc.Arbitrary<infer Of> ? Of : never): Look[] {
  const all: Look[] = [];
  let page: Aligned | null = null;
  let now = T;
  let newest = stateOf(1, T, { session: talk('1'), survey: asked() });
  for (const { wait, latency, act, skew, heard } of [
    { wait: 0, latency: 8, act: 'look', skew: 0, heard: false },
    ...steps,
  ]) {
    now += wait;
    const { seq, curtain, survey } = newest;
    const next = { ...newest, seq: seq + 1, effectiveAt: iso(now + skew) };
    const raised = curtain === 'DOWN';
    if (act === 'session') newest = { ...next, session: talk(`${seq + 1}`) };
    if (act === 'event') newest = { ...next, event: { id: 'e', notice: title(`${seq}`) } };
    if (act === 'close') newest = { ...next, survey: { ...asked(), version: seq, state: 'CLOSED' } };
    if (act === 'curtain')
      newest = { ...next, survey, curtain: raised ? 'UP' : 'DOWN', sources: raised ? [{ id: 'f' }] : [] };
    if (newest.curtain === 'DOWN') newest = { ...newest, effectiveAt: null };
    page = align(page, newest, now, { latency, seq: heard ? seq : -1 });
    all.push({ now, newest, page });
  }
  return all;
}

describe('Whatever happens on a stage', () => {
  it('neither the state’s number nor what goes with the picture goes back', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const all = looks(steps);
        for (const part of [({ page }: Look) => page.state.seq, ({ page }: Look) => page.reached.seq]) {
          const seqs = all.map(part);
          expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
        }
      }),
    );
  });

  it('the curtain, the sources, the event and a survey’s end are shown at once', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        for (const { newest, page } of looks(steps)) {
          const { seq, at, curtain, sources, event, survey } = newest;
          expect(page.state).toMatchObject({ seq, at, curtain, sources });
          expect(page.state.event).toEqual(event);
          if (survey?.state === 'CLOSED') expect(page.state.survey?.state).toBe('CLOSED');
        }
      }),
    );
  });

  it('nothing waits for longer than the longest wait', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const all = looks(steps);
        for (const [i, { now, newest }] of all.entries()) {
          const then = all.slice(i).find((look) => look.now >= now + LONGEST_WAIT);
          if (then) expect(then.page.reached.seq).toBeGreaterThanOrEqual(newest.seq);
        }
      }),
    );
  });

  it('everything is shown in the end, without anything new to come', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const { now, newest, page } = looks(steps).at(-1)!;
        const end = align(page, newest, now + LONGEST_WAIT, late);
        expect(end.waiting).toEqual([]);
        expect(end.state).toEqual(newest);
      }),
    );
  });

  it('the page knows when to look again: at the next due, something is shown or nothing waits', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const { now, newest, page } = looks(steps).at(-1)!;
        const due = Math.min(...page.waiting.map((each) => each.due));
        if (page.waiting.length === 0) return;
        expect(due).toBeGreaterThan(now);
        expect(due).toBeLessThanOrEqual(now + LONGEST_WAIT);
        expect(align(page, newest, due, late).reached.seq).toBeGreaterThan(page.reached.seq);
      }),
    );
  });
});
