import { settle } from './fake-time.ts';
import { FAILED, setUp } from './feed-set-up.ts';

describe('what the picture brings', () => {
  it('is shown while the subscription is down, and the snapshot is left alone', async () => {
    const { snapshot, state, start, up, down, time, pulls, view } = setUp();
    snapshot(state(1));
    await start();
    await up();
    down();
    view().hear({ kind: 'state', state: state(2) });
    expect(view()).toMatchObject({ state: { seq: 2 }, status: { kind: 'fallback', by: 'picture' } });
    const before = pulls();
    for (let seconds = 0; seconds < 60; seconds += 10) {
      await time.pass(10_000);
      view().hear({ kind: 'state', state: state(2) });
    }
    expect(pulls()).toBe(before);
    expect(view().status).toEqual({ kind: 'fallback', by: 'picture' });
  });

  it('gives way to the snapshot when it falls silent', async () => {
    const { files, snapshot, state, start, up, down, time, pulls, view } = setUp();
    snapshot(state(1));
    await start();
    await up();
    down();
    view().hear({ kind: 'state', state: state(2) });
    const before = pulls();
    await time.pass(40_000);
    expect(pulls()).toBeGreaterThan(before);
    expect(view().status).toEqual({ kind: 'fallback', by: 'snapshot' });
    files.set('/live/e.a.json', FAILED);
    await time.pass(30_000);
    expect(view().status.kind).toBe('stale');
  });

  it('is old by the time it comes, and never takes the page back', async () => {
    const { snapshot, state, start, up, push, view } = setUp();
    snapshot(state(1));
    await start();
    await up();
    push(state(5));
    view().hear({ kind: 'state', state: state(4) });
    expect(view()).toMatchObject({ state: { seq: 5 }, status: { kind: 'live' } });
  });

  it('brings long texts, which are not asked for then', async () => {
    const { asked, snapshot, state, start, up, down, view } = setUp();
    snapshot(state(1));
    await start();
    await up();
    down();
    const file = [{ lang: 'en', value: 'All about it.' }];
    view().hear({ kind: 'text', stage: 'e.a', hash: 'h1', file });
    view().hear({ kind: 'state', state: state(2, { description: 'h1' }) });
    await settle();
    expect(view().description).toEqual(file);
    expect(asked).not.toContain('/text/e.a/h1.json');
  });
});
