import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { channelKey, eventKey, loopKey, SITE_KEY, stageKey, streamKey } from '#graphql/keys';
import { type Seen, streamAfter } from '#graphql/stream/stream';
import { makeLiveStore } from '../../lambdas/live/live-store.ts';
import { ensureLoop } from '../../lambdas/stream/ensure-loop.ts';
import { makeLoopMachine } from '../../lambdas/stream/loop-machine.ts';
import { reconcilePool } from '../../lambdas/stream/reconcile-pool.ts';
import { makeStreamStore } from '../../lambdas/stream/stream-store.ts';
import { watch } from '../../lambdas/stream/watch.ts';
import { type DynamoDb, startDynamoDb } from '../../local/engines/dynamodb.ts';
import { type StateMachines, startStateMachines } from '../../local/engines/state-machines.ts';
import { watchRoundByRound } from '../../modules/stream/loop-definition.ts';
import { anEvent } from '../live/rows.ts';
import { arnOf, REGION, stageTable, until, worldOf } from '../local/engines/small-world.ts';
import { aStream, CHANNEL, FULL_HD, STAGE } from './memory-stream.ts';

const ROUND = arnOf('lambda', 'function:round');
const MACHINE = arnOf('states', 'stateMachine:loop');
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let tables: DynamoDb;
let machines: StateMachines;
let documents: DynamoDBDocumentClient;
let ivs: Seen | Error;
/** By how much the clock of the functions is ahead. It never goes back. */
let ahead = 0;
/** The generation whose execution has run for four hours. */
let old = 0;
let rounds: number;
let parts: ReturnType<typeof makeParts>;

const makeParts = () => ({
  store: makeStreamStore(documents, 'Stage'),
  site: makeLiveStore(documents, { stages: 'Stage' }),
  ivs: {
    read: async () => {
      if (ivs instanceof Error) throw ivs;
      return typeof ivs === 'string' ? null : ivs;
    },
    readIngest: async () => FULL_HD,
  },
  machine: makeLoopMachine(new SFNClient({ endpoint: machines.url, region: REGION, credentials }), MACHINE),
  now: () => new Date(Date.now() + ahead),
  pause: async () => undefined,
  notice: () => undefined,
});

const get = async (Key: { pk: string; sk: string }) =>
  (await documents.send(new GetCommand({ TableName: 'Stage', Key, ConsistentRead: true }))).Item;
const put = (row: object) => documents.send(new PutCommand({ TableName: 'Stage', Item: row }));
const running = () =>
  machines
    .executions()
    .filter(({ status }) => status === 'RUNNING')
    .map(({ name }) => name);
const oneMoreRound = async () => {
  const before = rounds;
  await until(() => rounds > before);
};

/** The machine that ships, with shorter pauses. */
const definition = JSON.parse(JSON.stringify(watchRoundByRound(ROUND)), (name, value) =>
  name === 'Pause' ? { ...value, Seconds: 1 } : value,
);

beforeAll(async () => {
  tables = await startDynamoDb({ world: worldOf({ 'aws_dynamodb_table.stage': stageTable }) });
  documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: tables.url, region: REGION, credentials }));
  machines = await startStateMachines({
    world: worldOf({
      'aws_sfn_state_machine.loop': {
        name: 'loop',
        arn: MACHINE,
        role_arn: 'r',
        definition: JSON.stringify(definition),
      },
    }),
    may: () => true,
    functions: {
      settings: (arn) => ({ arn }) as never,
      invoke: async (_arn, input) => {
        const { startedAt, ...loop } = input as Parameters<typeof watch>[0] & { startedAt: string };
        const since = loop.generation === old ? '2026-01-01T00:00:00.000Z' : startedAt;
        const answer = await watch(loop, since, parts).catch((error: Error) => error);
        rounds += 1;
        const about = { requestId: 'r', statusCode: 200 as const, coldStart: false };
        if (!(answer instanceof Error)) return { ...about, payload: answer };
        return {
          ...about,
          functionError: 'Unhandled',
          payload: { errorType: answer.name, errorMessage: answer.message },
        };
      },
    },
  });
  const event = { ...anEvent(), id: 'matsuri26', state: 'LIVE', stages: new Set([STAGE]) };
  await put({ ...SITE_KEY, events: new Set(['matsuri26']) });
  await put({ ...eventKey('matsuri26'), ...event });
  await put({ ...stageKey(STAGE), id: STAGE, sources: [{ id: 'floor', role: 'FLOOR', channel: 'c1' }] });
  await put({ ...channelKey('c1'), ...CHANNEL, playbackUrl: 'https://example.test/c1.m3u8' });
  parts = makeParts();
}, 60_000);
afterAll(async () => {
  await machines?.stop();
  documents?.destroy();
  await tables?.stop();
});
beforeEach(() => {
  [ivs, rounds] = [aStream(), 0];
});

describe('a lease in a real table', () => {
  const at = '2026-11-20T09:00:00.000Z';

  it('is taken by one of many, and by nobody who has not seen it as it is', async () => {
    const { store } = parts;
    const taken = await Promise.all(Array.from({ length: 10 }, () => store.takeLease(null, 'c7', 'st-one', at)));
    expect(taken.filter(Boolean)).toEqual([{ channel: 'c7', generation: 1, streamId: 'st-one', beatAt: at }]);
    const first = await store.readLease('c7');
    const again = await Promise.all(Array.from({ length: 10 }, () => store.takeLease(first, 'c7', 'st-two', at)));
    expect(again.filter(Boolean)).toMatchObject([{ generation: 2, streamId: 'st-two' }]);
    expect(await store.takeLease(first, 'c7', 'st-three', at)).toBeNull();
  });

  it('is renewed and ended by its own generation alone, and by nobody once it has ended', async () => {
    const { store } = parts;
    const lease = (await store.takeLease(null, 'c8', 'st-one', at))!;
    expect(await store.renewLease('c8', 2, at)).toBeNull();
    expect(await store.endLease({ ...lease, generation: 2 }, at)).toBeNull();
    expect(await store.renewLease('c8', 1, '2026-11-20T09:00:12.000Z')).toMatchObject({
      generation: 1,
      beatAt: '2026-11-20T09:00:12.000Z',
    });
    expect(await store.endLease(lease, at)).toMatchObject({ endedAt: at });
    expect(await store.renewLease('c8', 1, at)).toBeNull();
  });
});

describe('the live loop in a real table and machine', () => {
  it('keeps what was seen later', async () => {
    const row = (second: number) => streamAfter(null, 'c5', aStream(), `2026-11-20T09:00:0${second}.000Z`);
    for (const second of [1, 3, 2]) await parts.store.putStream(STAGE, row(second));
    expect(await parts.store.readStreams('c5', [STAGE, 'matsuri26.side'])).toEqual(
      new Map([[STAGE, expect.objectContaining({ checkedAt: '2026-11-20T09:00:03.000Z' })]]),
    );
  });

  it('finds its channels by name', async () => {
    expect(await parts.store.readChannels(['c1', 'c9'])).toEqual([CHANNEL]);
  });

  it('starts once under 50 simultaneous events, and stores what it sees round by round', async () => {
    const started = await Promise.all(Array.from({ length: 50 }, () => ensureLoop(CHANNEL, 'st-one', parts)));
    expect(running()).toEqual(['c1-st-one-1']);
    expect(started.filter(Boolean).length).toBeGreaterThan(0);
    await oneMoreRound();
    const first = await get(streamKey(STAGE, 'c1'));
    expect(first).toMatchObject({ channel: 'c1', live: true, counts: [{ viewers: 40 }], ingest: FULL_HD });
    ivs = aStream({ viewers: null });
    await oneMoreRound();
    await oneMoreRound();
    const later = await get(streamKey(STAGE, 'c1'));
    expect(later?.counts).toEqual(first?.counts);
    expect(String(later?.checkedAt) > String(first?.checkedAt)).toBe(true);
  }, 20_000);

  it('goes on when GetStream fails and works again', async () => {
    ivs = new Error('away');
    await oneMoreRound();
    await oneMoreRound();
    expect(await get(streamKey(STAGE, 'c1'))).toMatchObject({ live: true, health: 'UNKNOWN' });
    ivs = aStream({ viewers: 41 });
    await oneMoreRound();
    await oneMoreRound();
    expect(await get(streamKey(STAGE, 'c1'))).toMatchObject({ health: 'HEALTHY' });
    expect(running()).toEqual(['c1-st-one-1']);
  }, 20_000);

  it('is taken over when its execution dies, and not before it has been silent for a minute', async () => {
    machines.stopExecution(machines.executions().at(-1)!.executionArn);
    await until(() => running().length === 0);
    await reconcilePool([CHANNEL], parts);
    expect(running()).toEqual([]);
    ahead = 60_000;
    await reconcilePool([CHANNEL], parts);
    expect(running()).toEqual(['c1-st-one-2']);
    await oneMoreRound();
  }, 20_000);

  it('renews itself, once', async () => {
    old = 2;
    await until(() => running().join() === 'c1-st-one-3');
    await oneMoreRound();
    expect(running()).toEqual(['c1-st-one-3']);
  }, 20_000);

  it('ends a minute after its stream did, without any event', async () => {
    ivs = 'OFFLINE';
    await until(async () => (await get(loopKey('c1')))?.offlineSince !== undefined);
    expect(await get(streamKey(STAGE, 'c1'))).toMatchObject({ live: false, counts: [] });
    ahead += 61_000;
    await until(() => running().length === 0);
    expect(await get(loopKey('c1'))).toMatchObject({ endedAt: expect.any(String) });
    expect(machines.executions().at(-1)).toMatchObject({ status: 'SUCCEEDED' });
    ivs = aStream({ streamId: 'st-two' });
    expect(await ensureLoop(CHANNEL, 'st-two', parts)).toBe(true);
    await oneMoreRound();
    expect(await get(streamKey(STAGE, 'c1'))).toMatchObject({ live: true, streamId: 'st-two' });
  }, 20_000);
});
