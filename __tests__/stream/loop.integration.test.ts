import { loopKey, streamKey } from '#graphql/keys';
import type { StreamRow } from '#graphql/stream/stream';
import type { Lease } from '../../lambdas/stream/lease.ts';
import { stageTable } from '../aws.ts';
import { EventUnderTest } from '../event-under-test.ts';
import { broadcast, cutOff, floorFrom, putSources } from '../player/picture-under-test.ts';
import { control, eventually } from '../stack.ts';

/** A round follows twelve seconds after the one before; two of them, and what a busy machine adds. */
const LONG = 60_000;
const CHANNEL = 'c2';

let event: EventUnderTest;
let table: Awaited<ReturnType<typeof stageTable>>;

const lease = async () => (await table.get(loopKey(CHANNEL))) as Lease | undefined;
const row = async () => (await table.get(streamKey(event.stage('main'), CHANNEL))) as StreamRow | undefined;
const untilRow = (wanted: (row: StreamRow) => boolean) =>
  eventually(row, (now) => now !== undefined && wanted(now), LONG) as Promise<StreamRow>;
const nextRound = async () => {
  const before = (await row())?.checkedAt ?? '';
  return untilRow(({ checkedAt }) => checkedAt > before);
};
const viewers = (count: number | null) => control('POST', '/channels/viewers', { channel: CHANNEL, count });
const events = (copies: number) => control('POST', '/channels/events', { copies });
const reconcile = async () => {
  const rules = await control<{ name: string }[]>('GET', '/resources', { type: 'aws_cloudwatch_event_rule' });
  const rule = rules.find(({ name }) => name.includes('stream-reconcile'))?.name;
  await control('POST', '/schedules/fire', { rule });
};

beforeAll(async () => {
  [event, table] = await Promise.all([EventUnderTest.put('loop'), stageTable()]);
  await putSources(event, 'main', [floorFrom(CHANNEL)]);
}, LONG);

afterAll(async () => {
  await control('POST', '/faults/clear');
  await viewers(null);
  await cutOff(CHANNEL);
  await events(1);
});

describe('the loop of a channel whose encoder connects', () => {
  it(
    'starts once though its start is told twenty times at once',
    async () => {
      const before = (await lease())?.generation ?? 0;
      await viewers(40);
      // Two events each: a function has room for fifty at once, and who finds none comes again a minute later.
      await events(20);
      await broadcast(CHANNEL);
      await untilRow(({ live, counts }) => live && counts.at(-1)?.viewers === 40);
      await nextRound();
      expect((await lease())?.generation).toBe(before + 1);
      await events(1);
    },
    LONG,
  );

  it(
    'takes “ask again” for no count, and gives its sign of life',
    async () => {
      await viewers(-1);
      await nextRound();
      const { counts, live } = await nextRound();
      expect({ counts: counts.map((each) => each.viewers), live }).toEqual({ counts: [40], live: true });
      const told = await eventually(
        () => event.snapshot('main'),
        (snapshot) => Boolean(snapshot?.state.viewers),
      );
      expect(told?.state.viewers?.count).toBe(40);
    },
    LONG,
  );

  it(
    'gives its sign of life while Amazon IVS does not answer, and goes on when it does',
    async () => {
      const { roleArn } = await control<{ roleArn: string }>('GET', '/credentials', { role: 'stream-round' });
      await control('POST', '/faults', { match: { service: 'ivs', roleArn }, effect: { fail: 'error' } });
      const { live, counts } = await untilRow(({ health }) => health === 'UNKNOWN');
      expect({ live, counts: counts.map((each) => each.viewers) }).toEqual({ live: true, counts: [40] });
      await control('POST', '/faults/clear');
      await viewers(41);
      await untilRow(({ health, counts: now }) => health === 'HEALTHY' && now.at(-1)?.viewers === 41);
    },
    LONG * 2,
  );

  it(
    'finds by itself that the stream is over, when nobody is told',
    async () => {
      await events(0);
      await cutOff(CHANNEL);
      await untilRow(({ live, counts }) => !live && counts.length === 0);
      await eventually(
        async () => (await event.snapshot('main'))?.state.viewers ?? null,
        (now) => now === null,
      );
    },
    LONG,
  );

  it(
    'is started by the reconciler when the next start is told to nobody',
    async () => {
      const before = (await lease())?.generation ?? 0;
      await eventually(lease, (now) => now?.endedAt !== undefined, LONG * 2);
      await broadcast(CHANNEL);
      await reconcile();
      await untilRow(({ live }) => live);
      expect((await lease())?.generation).toBe(before + 1);
    },
    LONG * 3,
  );
});
