import fc from 'fast-check';
import { settle } from './fake-time.ts';
import { FAILED, setUp } from './feed-set-up.ts';

describe('a stage’s feed', () => {
  it('paints from the snapshot and then subscribes', async () => {
    const { snapshot, state, start, acts, view } = setUp();
    snapshot(state(7));
    await start();
    expect(view()).toMatchObject({ found: 'yes', state: { seq: 7 }, status: { kind: 'fallback', by: 'snapshot' } });
    expect(acts).toContain('start');
  });

  it('asks the snapshot at start_ack and 3 s later, for what was lost around it', async () => {
    const { snapshot, state, start, up, pulls, time, view } = setUp();
    snapshot(state(1));
    await start();
    expect(pulls()).toBe(1);
    snapshot(state(2));
    await up();
    expect(pulls()).toBe(2);
    expect(view()).toMatchObject({ state: { seq: 2 }, status: { kind: 'live' } });
    snapshot(state(3));
    await time.pass(3_000);
    expect(pulls()).toBe(3);
    expect(view().state?.seq).toBe(3);
    await time.pass(600_000);
    expect(pulls()).toBe(3);
  });

  it('asks once more where an answer was already on its way', async () => {
    const { snapshot, state, feed, pulls, view } = setUp();
    snapshot(state(1));
    feed.start();
    feed.refresh();
    await settle();
    expect(pulls()).toBe(2);
    expect(view().state?.seq).toBe(1);
  });

  it('asks, and wakes the connection, when the page is looked at again or the network returns', async () => {
    const { snapshot, state, start, up, feed, pulls, acts } = setUp();
    snapshot(state(1));
    await start();
    await up();
    const before = pulls();
    feed.refresh();
    await settle();
    expect(pulls()).toBe(before + 1);
    expect(acts).toContain('wake');
    feed.offline();
    expect(acts.at(-1)).toBe('lost');
  });

  it('never shows new, old, new, whichever channel brings what', async () => {
    const step = fc.record({ seq: fc.integer({ min: 0, max: 20 }), by: fc.constantFrom('push', 'snapshot') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { snapshot, state, start, push, feed, views, up } = setUp();
        snapshot(state(0));
        await start();
        await up();
        for (const { seq, by } of steps) {
          if (by === 'push') push(state(seq));
          else {
            snapshot(state(seq));
            feed.refresh();
            await settle();
          }
        }
        const seqs = views.map((view) => view.state?.seq ?? -1);
        expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
        expect(seqs.at(-1)).toBe(Math.max(0, ...steps.map(({ seq }) => seq)));
      }),
    );
  });

  it('takes no state of another stage', async () => {
    const { snapshot, state, start, push, view } = setUp();
    snapshot(state(1));
    await start();
    push(state(9, { stage: 'e.b' }));
    expect(view().state?.seq).toBe(1);
  });
});

describe('with the subscription down', () => {
  it('polls at the interval ± half, and stops when it is up again', async () => {
    const { snapshot, state, start, up, down, pulls, time } = setUp();
    snapshot(state(1));
    await start();
    await up();
    await time.pass(60_000);
    const before = pulls();
    down();
    time.chance(0);
    await time.pass(10_000);
    const fast = pulls() - before;
    time.chance(0.99);
    await time.pass(30_000);
    const slow = pulls() - before - fast;
    expect(fast).toBeGreaterThanOrEqual(3);
    expect(slow).toBeLessThanOrEqual(5);
    expect(slow).toBeGreaterThanOrEqual(3);
    await up();
    await time.pass(3_000);
    const settled = pulls();
    await time.pass(60_000);
    expect(pulls()).toBe(settled);
  });

  it('says fallback while the snapshot answers, stale when it does not, and is right again when it does', async () => {
    const { snapshot, state, start, up, down, files, time, view } = setUp();
    snapshot(state(1));
    await start();
    await up();
    down();
    await time.pass(20_000);
    expect(view().status).toEqual({ kind: 'fallback', by: 'snapshot' });
    files.set('/live/e.a.json', FAILED);
    await time.pass(21_000);
    expect(view().status.kind).toBe('stale');
    snapshot(state(2));
    await time.pass(8_000);
    expect(view()).toMatchObject({ status: { kind: 'fallback', by: 'snapshot' }, state: { seq: 2 } });
    await up();
    expect(view().status).toEqual({ kind: 'live' });
  });
});

describe('on a live stage that falls silent', () => {
  it('asks the snapshot at 45 s, is stale at 75 s, and live again with the next state', async () => {
    const { snapshot, state, start, up, push, pulls, time, view } = setUp();
    const beat = () => new Date(time.now()).toISOString();
    snapshot(state(1, { beat: beat() }));
    await start();
    await up();
    await time.pass(44_000);
    const before = pulls();
    await time.pass(2_000);
    expect(pulls()).toBe(before + 1);
    expect(view().status).toEqual({ kind: 'live' });
    await time.pass(30_000);
    expect(pulls()).toBeGreaterThan(before + 3);
    expect(view().status.kind).toBe('stale');
    push(state(2, { beat: beat() }));
    expect(view().status).toEqual({ kind: 'live' });
  });
});

describe('where there is nothing to show', () => {
  it('says that there is no such stage, asks for no token, and looks again: soon at first, then now and then', async () => {
    const { start, view, acts, pulls, time, snapshot, state } = setUp();
    await start();
    expect(view().found).toBe('no');
    await time.pass(3_000);
    expect(pulls()).toBe(2);
    await time.pass(600_000);
    expect(pulls()).toBeLessThan(30);
    expect(acts).toEqual([]);
    snapshot(state(1));
    await time.pass(31_000);
    expect(view().found).toBe('yes');
    expect(acts).toEqual(['start']);
  });

  it('does not subscribe to a draft until it is announced', async () => {
    const { start, acts, time, snapshot, state } = setUp();
    snapshot(state(1, { event: { id: 'e', state: 'DRAFT' } }));
    await start();
    expect(acts).toEqual([]);
    snapshot(state(2, { event: { id: 'e', state: 'ANNOUNCED' } }));
    await time.pass(6_000);
    expect(acts).toContain('start');
  });

  it('subscribes even where the snapshot cannot be had', async () => {
    const { start, acts, files, push, state, view, time } = setUp();
    files.set('/live/e.a.json', FAILED);
    await start();
    expect(acts).toEqual(['start']);
    await time.pass(16_000);
    expect(view()).toMatchObject({ found: 'unknown', status: { kind: 'stale', since: null } });
    push(state(4));
    expect(view()).toMatchObject({ found: 'yes', state: { seq: 4 } });
  });

  it('says nothing and asks nothing once it is stopped', async () => {
    const { start, feed, views, asked, time, snapshot, state } = setUp();
    snapshot(state(1));
    await start();
    feed.stop();
    const [said, requests] = [views.length, asked.length];
    await time.pass(600_000);
    expect([views.length, asked.length]).toEqual([said, requests]);
  });
});
