import { randomBytes } from 'node:crypto';
import type { Event, Session, Stage } from '#graphql/schema.generated';
import { EventUnderTest } from '../event-under-test.ts';
import { eventually, type GraphqlAnswer, graphql, token } from '../stack.ts';

const STAGE = '{ id order curtain session version title { lang value } updatedBy }';
const SESSION = '{ id startsAt startedAt endedAt edited version title { lang value } }';
const PUT_EVENT = `mutation ($input: EventInput!, $expected: Int) { putEvent(input: $input, expected: $expected) { id startsAt state version } }`;
const PUT_STAGE = `mutation ($input: StageInput!, $expected: Int) { putStage(input: $input, expected: $expected) ${STAGE} }`;
const PUT_SESSION = `mutation ($input: SessionInput!, $expected: Int, $origin: Origin) { putSession(input: $input, expected: $expected, origin: $origin) ${SESSION} }`;
const REMOVE = `mutation ($id: ID!, $expected: Int!) { removeSession(id: $id, expected: $expected) { id } }`;
const START = `mutation ($stage: ID!, $session: ID!, $expected: Int!) { startSession(stage: $stage, session: $session, expected: $expected) ${STAGE} }`;
const END = `mutation ($stage: ID!, $expected: Int!) { endSession(stage: $stage, expected: $expected) ${STAGE} }`;
const CURTAIN = `mutation ($stage: ID!, $curtain: Curtain!, $expected: Int!) { setCurtain(stage: $stage, curtain: $curtain, expected: $expected) ${STAGE} }`;
const READ = `query ($stage: ID!) { stage(id: $stage) ${STAGE} programme(stage: $stage) { sessions ${SESSION} nextToken } }`;
const EVENT = 'query ($event: ID!) { event(id: $event) { id version } stages(event: $event) { id } events { id } }';

const event = `acts-${randomBytes(4).toString('hex')}`;
const en = (value: string) => [{ lang: 'en', value }];
const eventInput = {
  id: event,
  title: en('Acts'),
  startsAt: '2026-11-20T18:00:00+09:00',
  endsAt: '2026-11-21T18:00:00+09:00',
  zone: 'Asia/Tokyo',
  languages: ['en'],
  state: 'ANNOUNCED',
};
const sessionInput = (id: string, title = id) => ({
  id,
  title: en(title),
  startsAt: '2026-11-20T18:00:00+09:00',
  endsAt: '2026-11-20T18:30:00+09:00',
});

let operator: string;
let stages = 0;

beforeAll(async () => {
  operator = await token('operator');
  await act(PUT_EVENT, { input: eventInput });
});

const send = <Data>(query: string, variables: object) =>
  graphql<Data>(operator, query, variables as Record<string, unknown>);

/** An act that is expected to be carried out. */
async function act(query: string, variables: object): Promise<Record<string, unknown>> {
  const { data, errors } = await send<Record<string, unknown>>(query, variables);
  expect(errors).toEqual([]);
  return data ?? {};
}

const refusals = (answer: GraphqlAnswer<unknown>) =>
  answer.errors.map(({ errorType, errorInfo }) => ({ errorType, ...errorInfo }));

/** A stage of its own for each test, with these sessions. */
async function newStage(...slugs: string[]): Promise<string> {
  stages += 1;
  const stage = `${event}.s${stages}`;
  await act(PUT_STAGE, { input: { id: stage, order: stages, name: en(stage) } });
  for (const slug of slugs) await act(PUT_SESSION, { input: sessionInput(`${stage}.${slug}`) });
  return stage;
}

async function read(stage: string): Promise<{ stage: Stage; sessions: Session[] }> {
  const data = await act(READ, { stage });
  return { stage: data.stage as Stage, sessions: (data.programme as { sessions: Session[] }).sessions };
}

describe('putting sessions on air', () => {
  it('ends the one before, and counts the versions up', async () => {
    const stage = await newStage('one', 'two');
    await act(START, { stage, session: `${stage}.one`, expected: 1 });
    await act(START, { stage, session: `${stage}.two`, expected: 2 });
    const now = await read(stage);
    expect(now.stage).toMatchObject({ session: `${stage}.two`, version: 3 });
    const [one, two] = now.sessions;
    expect(one).toMatchObject({ startedAt: expect.any(String), endedAt: two?.startedAt });
    expect(two?.endedAt).toBeNull();
  });

  it('puts an earlier one on air again, which keeps when it first was', async () => {
    const stage = await newStage('one');
    await act(START, { stage, session: `${stage}.one`, expected: 1 });
    const first = (await read(stage)).sessions[0]?.startedAt;
    await act(END, { stage, expected: 2 });
    expect((await read(stage)).sessions[0]?.endedAt).toEqual(expect.any(String));
    await act(START, { stage, session: `${stage}.one`, expected: 3 });
    const now = await read(stage);
    expect(now.stage).toMatchObject({ session: `${stage}.one`, version: 4 });
    expect(now.sessions[0]).toMatchObject({ startedAt: first, endedAt: null });
  });

  it('lets one of many acts on the same version through, and tells the others which it is now', async () => {
    const slugs = ['a', 'b', 'c', 'd', 'e', 'f'];
    const stage = await newStage(...slugs);
    const answers = await Promise.all(
      slugs.map((slug) => send(START, { stage, session: `${stage}.${slug}`, expected: 1 })),
    );
    const refused = answers.flatMap(refusals);
    expect(refused).toHaveLength(slugs.length - 1);
    for (const refusal of refused) expect(refusal.errorType).toBe('CONFLICT');
    const now = await read(stage);
    expect(now.stage.version).toBe(2);
    const started = now.sessions.filter(({ startedAt }) => startedAt);
    expect(started.map(({ id }) => id)).toEqual([now.stage.session]);
  });

  it('never leaves a session on air that was removed in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const stage = await newStage('one');
      await Promise.all([
        send(START, { stage, session: `${stage}.one`, expected: 1 }),
        send(REMOVE, { id: `${stage}.one`, expected: 1 }),
      ]);
      const now = await read(stage);
      expect(now.sessions.map(({ id }) => id)).toEqual(now.stage.session ? [now.stage.session] : []);
    }
  });

  it('does not remove what is on air', async () => {
    const stage = await newStage('one');
    await act(START, { stage, session: `${stage}.one`, expected: 1 });
    expect(refusals(await send(REMOVE, { id: `${stage}.one`, expected: 2 }))).toEqual([
      { errorType: 'SESSION_ON_AIR', field: 'id' },
    ]);
  });
});

describe('a lost update', () => {
  it('is refused with the current version', async () => {
    const stage = await newStage();
    const first = await act(CURTAIN, { stage, curtain: 'UP', expected: 1 });
    expect(first.setCurtain).toMatchObject({ curtain: 'UP', version: 2, updatedBy: expect.any(String) });
    expect(refusals(await send(CURTAIN, { stage, curtain: 'DOWN', expected: 1 }))).toEqual([
      { errorType: 'CONFLICT', version: 2 },
    ]);
    expect((await read(stage)).stage.curtain).toBe('UP');
  });

  it('is refused where the row is gone', async () => {
    expect(refusals(await send(CURTAIN, { stage: `${event}.gone`, curtain: 'UP', expected: 1 }))).toEqual([
      { errorType: 'CONFLICT', version: null },
    ]);
  });

  it('cannot happen by creating twice', async () => {
    const stage = await newStage();
    const input = sessionInput(`${stage}.one`);
    const answers = await Promise.all([1, 2, 3].map(() => send(PUT_SESSION, { input })));
    expect(answers.flatMap(refusals).map(({ errorType }) => errorType)).toEqual(['CONFLICT', 'CONFLICT']);
    expect(await send(PUT_SESSION, { input }).then(refusals)).toEqual([{ errorType: 'CONFLICT', version: 1 }]);
  });
});

describe('an import', () => {
  it('leaves alone what was edited at the desk, and what has been on air', async () => {
    const stage = await newStage('one');
    const id = `${stage}.one`;
    const imported = (title: string, expected: number) => ({
      input: sessionInput(id, title),
      expected,
      origin: 'IMPORT',
    });
    const edited = await act(PUT_SESSION, { input: sessionInput(id, 'Edited'), expected: 1 });
    expect(edited.putSession).toMatchObject({ edited: ['title'], version: 2 });
    expect(refusals(await send(PUT_SESSION, imported('Imported', 2)))).toEqual([
      { errorType: 'FIELD_EDITED', field: 'title' },
    ]);
    await act(PUT_SESSION, imported('Edited', 2));
    await act(START, { stage, session: id, expected: 1 });
    expect(refusals(await send(PUT_SESSION, imported('Edited', 4)))).toEqual([
      { errorType: 'SESSION_STARTED', field: 'id' },
    ]);
  });
});

describe('an event', () => {
  const readEvent = async () => {
    const data = await act(EVENT, { event });
    return { event: data.event as Event, stages: data.stages as Stage[], events: data.events as Event[] };
  };

  it('is listed, with its stages in their order, and keeps them when it is changed', async () => {
    await newStage();
    const before = await readEvent();
    expect(before.events.map(({ id }) => id)).toContain(event);
    expect(before.stages).toHaveLength(stages);
    await act(PUT_EVENT, { input: eventInput, expected: before.event.version });
    const after = await readEvent();
    expect(after.stages).toEqual(before.stages);
    expect(after.event.version).toBe(before.event.version + 1);
  });

  it('keeps its version when a stage is put, so that whoever edits it is not refused', async () => {
    const before = await readEvent();
    await newStage();
    expect((await readEvent()).event.version).toBe(before.event.version);
  });

  it('shows itself to the viewers whose token is for it, and to nobody as a draft', async () => {
    const draft = await EventUnderTest.put('draft', { state: 'ANNOUNCED', stages: [] });
    const [viewer, early] = [await token('viewer', { event }), await draft.viewer()];
    await draft.putEvent({ state: 'DRAFT' });
    const seen = (by: string, id: string) =>
      graphql<{ event: Event | null }>(by, 'query ($id: ID!) { event(id: $id) { id } }', { id });
    expect((await seen(viewer, event)).data?.event).toEqual({ id: event });
    expect(refusals(await seen(early, event))).toEqual([{ errorType: 'NOT_ADMITTED' }]);
    // Viewers read what may lag behind.
    await eventually(
      () => seen(early, draft.id),
      ({ data }) => data?.event === null,
    );
    const listed = await graphql<{ events: Event[] }>(viewer, '{ events { id } }');
    expect(listed.data?.events.map(({ id }) => id)).not.toContain(draft.id);
  });
});
