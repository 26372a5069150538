import { makePace } from '../../spa/src/align/make-pace.ts';
import { makeServerClock } from '../../spa/src/time/server-clock.ts';
import { settle } from '../live/fake-time.ts';
import { FAILED, setUp } from '../live/feed-set-up.ts';

const about = (slug: string) => [{ lang: 'en', value: `About ${slug}.` }];

/** A page that is live, on which a picture plays that is eight seconds late. */
async function watching() {
  const page = setUp();
  const { time } = page;
  let latency: number | null = 8;
  const inStep = makePace({ clock: makeServerClock(time.now), latency: () => latency });
  const state = (seq: number, slug: string, change = {}) =>
    page.state(seq, {
      effectiveAt: new Date(time.now()).toISOString(),
      curtain: 'UP',
      sources: [{ id: 'floor', url: 'https://ivs.test/floor.m3u8' }],
      session: { id: `e.a.${slug}`, description: slug },
      ...change,
    });
  page.snapshot(state(1, 'first'), { first: about('first') });
  await page.start();
  await page.up();
  await time.pass(3_000);
  page.view().follow(inStep.start());
  return {
    ...page,
    state,
    inStep,
    latencyIs: (seconds: number | null) => {
      latency = seconds;
    },
    onAir: () => page.view().state?.session?.id,
  };
}

const LOWERED = { effectiveAt: null, curtain: 'DOWN', sources: [] };

describe('a page in step with its picture', () => {
  it('shows another session when the picture is as far, with its text, and the rest at once', async () => {
    const { push, state, view, onAir, time, files, asked } = await watching();
    files.set('/text/e.a/second.json', { kind: 'found', body: about('second') });
    push(state(2, 'second', { viewers: { count: 7 } }));
    await settle();
    expect(onAir()).toBe('e.a.first');
    expect(view()).toMatchObject({ state: { seq: 2, viewers: { count: 7 } }, description: about('first') });
    expect(asked).toContain('/text/e.a/second.json');
    await time.pass(7_999);
    expect(onAir()).toBe('e.a.first');
    await time.pass(1);
    expect(onAir()).toBe('e.a.second');
    expect(view().description).toEqual(about('second'));
  });

  it('shows it sooner where the picture itself brings it, and never twice', async () => {
    const { push, state, view, views, onAir, inStep, time } = await watching();
    const second = state(2, 'second');
    push(second);
    inStep.heard({ kind: 'state', state: second });
    view().hear({ kind: 'state', state: second });
    expect(onAir()).toBe('e.a.second');
    await time.pass(20_000);
    const shown = views.map(({ state }) => state?.session?.id).filter((id, i, all) => id !== all[i - 1]);
    expect(shown.filter(Boolean)).toEqual(['e.a.first', 'e.a.second']);
  });

  it('holds nothing back that came through the picture', async () => {
    const { down, state, view, onAir, inStep } = await watching();
    down();
    const second = state(2, 'second');
    inStep.heard({ kind: 'state', state: second });
    view().hear({ kind: 'state', state: second });
    expect(onAir()).toBe('e.a.second');
  });

  it.each([
    ['its picture goes', ({ view }: Awaited<ReturnType<typeof watching>>) => view().follow(null)],
    ['its latency is not known any more', ({ latencyIs }: Awaited<ReturnType<typeof watching>>) => latencyIs(null)],
  ])('waits no longer when %s', async (_case, happens) => {
    const page = await watching();
    page.push(page.state(2, 'second'));
    expect(page.onAir()).toBe('e.a.first');
    happens(page);
    await page.time.pass(1_000);
    expect(page.onAir()).toBe('e.a.second');
  });

  it('waits for nothing where it has no picture, as the desk and the overlay', async () => {
    const { push, state, view, onAir } = await watching();
    view().follow(null);
    push(state(2, 'second'));
    expect(onAir()).toBe('e.a.second');
  });

  it('does not take back what it showed without a picture when one plays again', async () => {
    const { push, state, view, onAir, inStep } = await watching();
    view().follow(null);
    push(state(2, 'second'));
    view().follow(inStep.start());
    expect(onAir()).toBe('e.a.second');
    push(state(3, 'third'));
    expect(onAir()).toBe('e.a.second');
  });

  it('shows what waited when it comes back from where the browser put it', async () => {
    const { push, state, feed, onAir, time } = await watching();
    push(state(2, 'second'));
    feed.stop();
    await time.pass(60_000);
    feed.start();
    await settle();
    expect(onAir()).toBe('e.a.second');
  });
});

describe('a lowered curtain takes the picture away in the very moment in which the page hears of it', () => {
  it('by the subscription, with all that waited', async () => {
    const { push, state, view, onAir } = await watching();
    push(state(2, 'second'));
    push(state(3, 'second', LOWERED));
    expect(view().state).toMatchObject({ seq: 3, curtain: 'DOWN', sources: [] });
    expect(onAir()).toBe('e.a.second');
  });

  it('through the picture', async () => {
    const { down, state, view, inStep } = await watching();
    down();
    const lowered = state(2, 'first', LOWERED);
    inStep.heard({ kind: 'state', state: lowered });
    view().hear({ kind: 'state', state: lowered });
    expect(view().state).toMatchObject({ curtain: 'DOWN', sources: [] });
  });

  it('by the snapshot', async () => {
    const { down, snapshot, state, view, time } = await watching();
    down();
    snapshot(state(2, 'first', LOWERED));
    await time.pass(7_500);
    expect(view().state).toMatchObject({ curtain: 'DOWN', sources: [] });
  });

  it('and the page asks the snapshot from then on, instead of waiting for a picture that is gone', async () => {
    const { down, state, view, time, pulls, snapshot } = await watching();
    down();
    for (let seconds = 0; seconds < 60; seconds += 10) {
      view().hear({ kind: 'state', state: state(2, 'first') });
      await time.pass(10_000);
    }
    view().hear({ kind: 'state', state: state(3, 'first', LOWERED) });
    const before = pulls();
    view().follow(null);
    expect(view().status).toEqual({ kind: 'fallback', by: 'snapshot' });
    snapshot(state(4, 'first'));
    await time.pass(1_000);
    expect(pulls()).toBe(before + 1);
    expect(view().state).toMatchObject({ seq: 4, curtain: 'UP' });
  });

  it('or says that it is stale where the snapshot does not answer either', async () => {
    const { down, state, view, time, files } = await watching();
    down();
    files.set('/live/e.a.json', FAILED);
    view().hear({ kind: 'state', state: state(2, 'first', LOWERED) });
    view().follow(null);
    expect(view().status).toEqual({ kind: 'fallback', by: 'snapshot' });
    await time.pass(16_000);
    expect(view().status.kind).toBe('stale');
  });
});
