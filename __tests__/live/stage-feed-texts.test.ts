import { settle } from './fake-time.ts';
import { FAILED, setUp } from './feed-set-up.ts';

describe('long texts', () => {
  const words = (value: string) => [{ lang: 'ja', value }];

  it('come with the snapshot, and later by hash, the old one staying until the new one is there', async () => {
    const { start, snapshot, state, push, files, view, time, asked } = setUp();
    const session = { id: 'e.a.1', description: 'h1' };
    snapshot(state(1, { session }), { h1: words('before') });
    await start();
    expect(view().description).toEqual(words('before'));
    files.set('/text/e.a/h2.json', FAILED);
    push(state(2, { session: { ...session, description: 'h2' } }));
    await settle();
    expect(view().description).toEqual(words('before'));
    files.set('/text/e.a/h2.json', { kind: 'found', body: words('after') });
    await time.pass(2_000);
    expect(view().description).toEqual(words('after'));
    await time.pass(60_000);
    expect(asked.filter((path) => path.endsWith('h2.json'))).toHaveLength(2);
  });

  it('never stand under another session’s title', async () => {
    const { start, snapshot, state, push, view } = setUp();
    snapshot(state(1, { session: { id: 'e.a.1', description: 'h1' } }), { h1: words('of the first') });
    await start();
    push(state(2, { session: { id: 'e.a.2', description: 'h9' } }));
    expect(view().description).toEqual([]);
  });

  it('are no longer asked for when nothing names them', async () => {
    const { start, snapshot, state, push, asked, time } = setUp();
    snapshot(state(1));
    await start();
    push(state(2, { description: 'gone' }));
    await settle();
    push(state(3));
    await time.pass(120_000);
    expect(asked.filter((path) => path.endsWith('gone.json')).length).toBeLessThanOrEqual(2);
  });

  it('keep the timetable the same object while it says the same', async () => {
    const { start, snapshot, state, push, view } = setUp();
    snapshot(state(1, { programme: 'p' }), { p: { sessions: [{ id: 'e.a.1' }] } });
    await start();
    const before = view().programme;
    expect(before).toHaveLength(1);
    push(state(2, { programme: 'p' }));
    expect(view().programme).toBe(before);
  });
});
