import { createHash } from 'node:crypto';
import { eventKey, liveKey, stageKey } from '#graphql/keys';
import type { Site } from '#graphql/live/site';
import type { Timetable } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';
import { liveFile, stageTable } from '../aws.ts';
import { EventUnderTest, en } from '../event-under-test.ts';
import { eventually, graphql, settled } from '../stack.ts';
import { type Watcher, watch } from '../watch.ts';

let event: EventUnderTest;
let watcher: Watcher;
let sibling: Watcher;

beforeAll(async () => {
  event = await EventUnderTest.put('wayout', { stages: ['main', 'side'] });
  const viewer = await event.viewer();
  watcher = await watch(event.stage('main'), viewer);
  sibling = await watch(event.stage('side'), viewer);
}, 60_000);

afterAll(() => {
  watcher.close();
  sibling.close();
});

const titleOf = ({ title }: { title?: { value: string }[] | null }) => title?.[0]?.value;
const nameOf = (state: LiveState, stage: string) =>
  state.stages?.find(({ id }) => id === event.stage(stage))?.name?.[0]?.value;
const site = async () => JSON.parse((await liveFile('live/site.json'))?.text ?? '{"events":[]}') as Site;
const listed = async (id: string) => (await site()).events.find((each) => each.id === id);

describe('every act of an operator reaches who watches, under a higher number', () => {
  it.each<[string, () => Promise<unknown>, (state: LiveState) => boolean]>([
    ['the stage’s text', () => event.putText('main', 'Welcome'), (state) => titleOf(state) === 'Welcome'],
    ['the curtain', () => event.setCurtain('main', 'UP'), ({ curtain }) => curtain === 'UP'],
    ['a new session', () => event.putSession('main', 'one'), ({ next }) => next?.id === event.session('main', 'one')],
    [
      'a session that was changed',
      () => event.putSession('main', 'one', { title: en('The first') }),
      ({ next }) => next?.title?.[0]?.value === 'The first',
    ],
    [
      'a session put on air',
      () => event.start('main', 'one'),
      ({ session, next }) => session?.id === event.session('main', 'one') && next === null,
    ],
    ['a session that ended', () => event.end('main'), ({ session, curtain }) => session === null && curtain === 'UP'],
    [
      'a session that was put on air again',
      () => event.start('main', 'one'),
      ({ session, curtain }) => session !== null && curtain === 'UP',
    ],
    [
      'the name of the stage',
      () => event.putStage('main', 'Hanamichi'),
      (state) => nameOf(state, 'main') === 'Hanamichi',
    ],
    [
      'the event’s title',
      () => event.putEvent({ title: en('Festival') }),
      (state) => titleOf(state.event ?? {}) === 'Festival',
    ],
  ])('%s', async (_what, act, shows) => {
    const before = [...watcher.states];
    await act();
    const state = await watcher.until((each) => !before.includes(each) && shows(each));
    expect(state.stage).toBe(event.stage('main'));
    expect(state.seq).toBeGreaterThan(Math.max(0, ...before.map(({ seq }) => seq)));
  });

  it('a session that was removed', async () => {
    await event.putSession('main', 'gone');
    await watcher.until(({ next }) => next?.id === event.session('main', 'gone'));
    const before = watcher.states.length;
    await event.removeSession('main', 'gone');
    await watcher.until((each) => watcher.states.indexOf(each) >= before && each.next === null);
  });
});

describe('whoever stored it', () => {
  it('is published: a row mended by hand', async () => {
    const table = await stageTable();
    await table.set(stageKey(event.stage('main')), { title: en('Mended by hand') });
    await watcher.until((state) => titleOf(state) === 'Mended by hand');
  });

  it('is published to all stages: an event mended by hand', async () => {
    const table = await stageTable();
    await table.set(eventKey(event.id), { notice: en('By hand') });
    await Promise.all(
      [watcher, sibling].map((each) => each.until((state) => state.event?.notice?.[0]?.value === 'By hand')),
    );
  });
});

describe('what concerns all stages of an event', () => {
  it('reaches all of them: it is cancelled, with a message', async () => {
    await event.putEvent({ state: 'CANCELLED', notice: en('A typhoon is coming') });
    for (const each of [watcher, sibling]) {
      const { event: shown } = await each.until((state) => state.event?.state === 'CANCELLED');
      expect(shown?.notice).toEqual(en('A typhoon is coming'));
    }
    await eventually(
      () => listed(event.id),
      (shown) => shown?.state === 'CANCELLED',
    );
    await event.putEvent({ state: 'LIVE' });
    await sibling.until((state) => state.event?.state === 'LIVE' && state.event.notice?.length === 0);
  });

  it('reaches all of them: a stage has another name', async () => {
    await event.putStage('side', 'Small stage');
    await watcher.until((state) => nameOf(state, 'side') === 'Small stage');
    await sibling.until((state) => nameOf(state, 'side') === 'Small stage');
    const shown = await eventually(
      () => listed(event.id),
      (each) => each?.stages[1]?.name?.[0]?.value === 'Small stage',
    );
    expect(shown?.stages.map(({ id }) => id)).toEqual([event.stage('main'), event.stage('side')]);
  });
});

describe('the ways to a page say the same', () => {
  it('subscription, snapshot and query', async () => {
    await event.putText('main', 'The same', 'A description');
    const heard = await watcher.until((state) => titleOf(state) === 'The same');
    await settled();
    const snapshot = await event.snapshot('main');
    const last = watcher.states.reduce((newest, each) => (each.seq > newest.seq ? each : newest), heard);
    expect(snapshot?.state).toEqual(last);
    const asked = `query ($stage: ID!) { liveState(stage: $stage) { seq title { lang value } description event { id state } } }`;
    const { data } = await graphql(event.operator, asked, { stage: event.stage('main') });
    expect(last).toMatchObject(data?.liveState as object);
  });

  it('long texts lie under their hash, for ever, and the snapshot brings them along', async () => {
    await event.putText('main', 'Texts', '説明 '.repeat(500));
    await event.putSession('main', 'long', { description: en('x'.repeat(4_000)) });
    const { description, programme, next } = await watcher.until(
      (state) => titleOf(state) === 'Texts' && state.next?.id === event.session('main', 'long'),
    );
    await settled();
    const snapshot = await event.snapshot('main');
    for (const hash of [description, programme, next?.description]) {
      const file = await liveFile(`text/${event.stage('main')}/${hash}.json`);
      expect(file?.cacheControl).toBe('public, max-age=31536000, immutable');
      expect(
        createHash('sha256')
          .update(file?.text ?? '')
          .digest('hex')
          .slice(0, 32),
      ).toBe(hash);
      expect(snapshot?.texts[hash ?? '']).toEqual(JSON.parse(file?.text ?? ''));
    }
    const timetable = snapshot?.texts[programme ?? ''] as Timetable;
    expect(timetable.sessions.map(({ id }) => id)).toContain(event.session('main', 'long'));
    expect(JSON.stringify(snapshot?.state).length).toBeLessThan(5 * 1024);
  });
});

describe('a publish', () => {
  it('causes no other', async () => {
    // On air a stage publishes by itself.
    await event.end('main');
    const table = await stageTable();
    const seqs = async () => {
      await settled();
      const rows = ['main', 'side'].map((slug) => table.get(liveKey(event.stage(slug))));
      return (await Promise.all(rows)).map((row) => Number(row?.seq));
    };
    const [main = 0, side] = await seqs();
    expect(await seqs()).toEqual([main, side]);
    await event.putText('main', 'Once');
    expect(await seqs()).toEqual([main + 1, side]);
    expect(await seqs()).toEqual([main + 1, side]);
  });
});

describe('a draft', () => {
  const secret = 'Nobody knows yet';
  let draft: EventUnderTest;
  let viewer: string;
  let early: Watcher;

  beforeAll(async () => {
    draft = await EventUnderTest.put('draft', { state: 'ANNOUNCED' });
    viewer = await draft.viewer();
    early = await watch(draft.stage('main'), viewer);
    await draft.putEvent({ state: 'DRAFT', title: en(secret) });
    await early.until((state) => state.event?.state === 'DRAFT');
    await draft.putText('main', secret, secret);
    await draft.putSession('main', 'one', { title: en(secret) });
    await draft.start('main', 'one');
    await settled();
  }, 60_000);

  afterAll(() => early.close());

  it('tells who watches that it is one, and nothing else', async () => {
    const { stage, seq, at, event: shown, ...rest } = early.states.at(-1)!;
    expect({ stage, seq, at, id: shown?.id }).toEqual({
      stage: draft.stage('main'),
      seq: expect.any(Number),
      at: expect.any(String),
      id: draft.id,
    });
    expect(Object.entries(rest).filter(([, value]) => value !== null)).toEqual([]);
    expect(Object.entries(shown ?? {}).filter(([, value]) => value !== null)).toEqual([
      ['id', draft.id],
      ['state', 'DRAFT'],
    ]);
    expect(JSON.stringify(early.states)).not.toContain(secret);
  });

  it('is in no file', async () => {
    expect(JSON.stringify(await draft.snapshot('main'))).not.toContain(secret);
    expect((await draft.snapshot('main'))?.texts).toEqual({});
    expect(await listed(draft.id)).toBeUndefined();
    expect(JSON.stringify(await site())).not.toContain(secret);
  });

  it.each([
    '{ event(id: "EVENT") { id title { value } } }',
    '{ stages(event: "EVENT") { id title { value } } }',
    '{ stage(id: "EVENT.main") { id title { value } } }',
    '{ programme(stage: "EVENT.main") { sessions { id title { value } } } }',
    '{ liveState(stage: "EVENT.main") { title { value } } }',
    '{ events { id title { value } } }',
  ])('is shown to operators, and not to viewers who hold a token for it: %s', async (query) => {
    const asked = query.replace('EVENT', draft.id);
    // Viewers read copies, which lag.
    const seen = await eventually(
      () => graphql(viewer, asked),
      (answer) => !JSON.stringify(answer.data ?? '').includes(draft.id),
    );
    expect(JSON.stringify(seen)).not.toContain(secret);
    const [refusal] = seen.errors;
    expect(refusal?.errorType ?? seen.data).toEqual(refusal ? 'NOT_ADMITTED' : expect.anything());
    const shown = await graphql(draft.operator, asked);
    expect(shown.errors).toEqual([]);
    if (!query.includes('liveState')) expect(JSON.stringify(shown.data)).toContain(secret);
  });
});
