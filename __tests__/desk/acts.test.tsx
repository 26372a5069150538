import { jest } from '@jest/globals';
import { createRoot } from 'solid-js';
import { createActs, type Done, deliveryOf, HUSH, type LastAct } from '../../spa/src/desk/acts.ts';
import { NOTHING, type StageView } from '../../spa/src/live/stage-feed.ts';
import { aState } from './fake-desk.tsx';

const ACTED = Date.parse('2026-11-20T09:00:00.000Z');
const done: Done = {
  said: () => 'The curtain is up',
  expect: {
    stage: 'matsuri.main',
    actedAt: new Date(ACTED).toISOString(),
    contains: ({ state }) => state?.curtain === 'UP',
  },
};
const last: LastAct = { at: ACTED, lane: 'show', done, refusal: null };
const momentsLater = (milliseconds: number) => new Date(ACTED + milliseconds).toISOString();
const showing = (change: Parameters<typeof aState>[1]): StageView => ({ ...NOTHING, state: aState(2, change) });

describe('an act on its way to the screens', () => {
  it('is waited for while they show what was before', () => {
    expect(deliveryOf(last, showing({ curtain: 'DOWN', at: momentsLater(-9_000) }), ACTED + 4_900)).toBe('waiting');
  });

  it('is on them when they show it', () => {
    expect(deliveryOf(last, showing({ curtain: 'UP', at: momentsLater(200) }), ACTED + 300)).toBe('shown');
  });

  it('is late after five seconds', () => {
    expect(deliveryOf(last, showing({ curtain: 'DOWN', at: momentsLater(-9_000) }), ACTED + 5_100)).toBe('late');
    expect(deliveryOf(last, NOTHING, ACTED + 5_100)).toBe('late');
  });

  it('was overtaken where they show a later state without it', () => {
    expect(deliveryOf(last, showing({ curtain: 'DOWN', at: momentsLater(3_000) }), ACTED + 3_100)).toBe('overtaken');
  });

  it('is hidden while the event is a draft', () => {
    const draft = showing({ event: { id: 'matsuri', state: 'DRAFT' }, at: momentsLater(200) });
    expect(deliveryOf(last, draft, ACTED + 9_000)).toBe('hidden');
  });

  it('is not spoken of beside another stage’s screens', () => {
    expect(deliveryOf(last, showing({ stage: 'matsuri.side', curtain: 'UP' }), ACTED + 300)).toBeNull();
  });
});

describe('an act that changes the show', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('can be taken back at once, and only once', async () => {
    const { acts, dispose } = createRoot((dispose) => ({ acts: createActs(() => NOTHING), dispose }));
    let undone = 0;
    const undo = async () => {
      undone += 1;
      return done;
    };
    await acts.run('show', 'close', async () => ({ ...done, undo }));
    expect(acts.ready('show')).toBe(false);
    acts.undo();
    acts.undo();
    await jest.advanceTimersByTimeAsync(0);
    acts.undo();
    expect(undone).toBe(1);
    dispose();
  });

  it('takes no second press for a moment, says so, and leaves what is being written alone', async () => {
    const { acts, dispose } = createRoot((dispose) => ({ acts: createActs(() => NOTHING), dispose }));
    let times = 0;
    const act = async () => {
      times += 1;
      return done;
    };
    await acts.run('show', 'curtain', act);
    expect([acts.ready('show'), acts.ready('text')]).toEqual([false, true]);
    await acts.run('show', 'curtain', act);
    expect(times).toBe(1);
    jest.advanceTimersByTime(HUSH);
    expect(acts.ready('show')).toBe(true);
    await acts.run('show', 'curtain', act);
    expect(times).toBe(2);
    dispose();
  });
});

describe('taking an act back', () => {
  it('is possible for ten seconds, or until the time that the server names', async () => {
    const { acts, dispose } = createRoot((dispose) => ({ acts: createActs(() => NOTHING), dispose }));
    const undo = async () => done;
    await acts.run('text', 'one', async () => ({ ...done, undo }));
    expect(acts.undoLeft()).toBeGreaterThan(5);
    const undoUntil = new Date(Date.now() + 3_000).toISOString();
    await acts.run('text', 'two', async () => ({ ...done, undo, undoUntil }));
    expect(acts.undoLeft()).toBeLessThanOrEqual(4);
    expect(acts.undoLeft()).toBeGreaterThan(0);
    await acts.run('text', 'three', async () => ({ ...done, undo, undoUntil: new Date(ACTED).toISOString() }));
    expect(acts.undoLeft()).toBe(0);
    dispose();
  });
});
