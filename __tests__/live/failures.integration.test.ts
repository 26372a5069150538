import { eventKey, sessionKey, stageKey } from '#graphql/keys';
import type { Timetable } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';
import { accessKey, stageTable } from '../aws.ts';
import { EventUnderTest, en } from '../event-under-test.ts';
import { control, eventually, settled } from '../stack.ts';
import { type Watcher, watch } from '../watch.ts';

/** A message that failed is seen again after ten seconds, and a stream's batch at once, then less and less often. */
const LONG = 90_000;

let event: EventUnderTest;
let stage: string;
let watcher: Watcher;
let publisher: string;

beforeAll(async () => {
  event = await EventUnderTest.put('failures');
  stage = event.stage('main');
  watcher = await watch(stage, await event.viewer());
  publisher = (await accessKey('live-publish')).roleArn;
}, LONG);

afterEach(async () => {
  await control('POST', '/faults/clear');
  await settled();
}, LONG);

afterAll(() => watcher.close());

const titleOf = ({ title }: Pick<LiveState, 'title'>) => title?.[0]?.value;
const shows = (title: string) => (state: LiveState) => titleOf(state) === title;
const inSnapshot = async () => titleOf((await event.snapshot('main'))?.state ?? {});
const fail = (match: Record<string, string>, effect: Record<string, unknown> = { fail: 'error' }) =>
  control('POST', '/faults', { match, effect });

interface Stats {
  functions: Record<string, { invocations: number; errors: number }>;
  mappings: Record<string, { batches: number; failed?: number; retried?: number }>;
}
const mapping = async (part: string) => {
  const { mappings } = await control<Stats>('GET', '/stats');
  return Object.entries(mappings).find(([address]) => address.includes(part))?.[1];
};

/** What a page shows that got these states in this order: it passes over what is not newer. */
function shown(states: readonly LiveState[]): LiveState[] {
  const newer: LiveState[] = [];
  for (const state of states) if (state.seq > (newer.at(-1)?.seq ?? 0)) newer.push(state);
  return newer;
}

it(
  'many changes at once are never seen as new, old, new, and the last one holds',
  async () => {
    const MOST = 40;
    const table = await stageTable();
    const count = async () => {
      for (let n = 1; n <= MOST; n += 1) await table.set(stageKey(stage), { title: en(String(n).padStart(3, '0')) });
    };
    const sessions = Array.from({ length: 10 }, (_, n) => event.putSession('main', `many-${n}`));
    await Promise.all([count(), ...sessions]);
    const last = await watcher.until(shows(String(MOST).padStart(3, '0')), LONG);
    await settled();
    const titles = shown(watcher.states).map((state) => titleOf(state) ?? '');
    expect(titles).toEqual([...titles].sort());
    expect(titles.length).toBeGreaterThan(1);
    const end = shown(watcher.states).at(-1)!;
    expect(end.seq).toBeGreaterThanOrEqual(last.seq);
    const snapshot = await event.snapshot('main');
    expect(snapshot?.state).toEqual(end);
    const timetable = snapshot?.texts[end.programme ?? ''] as Timetable;
    expect(timetable.sessions).toHaveLength(sessions.length);
  },
  LONG,
);

it(
  'an act that follows another at once reads what that one wrote',
  async () => {
    for (let round = 0; round < 8; round += 1) {
      await event.putSession('main', `quick-${round}`);
      await event.start('main', `quick-${round}`);
    }
    const state = await watcher.until(({ session }) => session?.id === event.session('main', 'quick-7'));
    expect(state.session?.title).toEqual(en('quick-7'));
    await event.end('main');
  },
  LONG,
);

it(
  'a publisher that is killed in the middle of a publish loses nothing',
  async () => {
    await fail({ service: 's3', roleArn: publisher }, { delayMs: 1_500 });
    const before = await mapping('on-act');
    await event.putText('main', 'Killed');
    await watcher.until(shows('Killed'));
    await control('POST', '/functions/kill', { name: 'live-publish' });
    expect(await inSnapshot()).not.toBe('Killed');
    await event.putText('main', 'Killed again');
    await eventually(
      () => mapping('on-act'),
      (now) => (now?.failed ?? 0) > (before?.failed ?? 0),
    );
    await control('POST', '/faults/clear');
    await control('POST', '/functions/restart', { name: 'live-publish' });
    await watcher.until(shows('Killed again'), LONG);
    await eventually(inSnapshot, (title) => title === 'Killed again', LONG);
  },
  LONG,
);

it(
  'S3 that fails holds back no subscription, and the snapshot catches up',
  async () => {
    await fail({ service: 's3', roleArn: publisher });
    await event.putText('main', 'Without S3', 'A text that cannot be put');
    const before = await mapping('on-act');
    const { description } = await watcher.until(shows('Without S3'));
    await eventually(
      () => mapping('on-act'),
      (now) => (now?.failed ?? 0) > (before?.failed ?? 0),
    );
    expect(await inSnapshot()).not.toBe('Without S3');
    await control('POST', '/faults/clear');
    await eventually(inSnapshot, (title) => title === 'Without S3', LONG);
    expect((await event.snapshot('main'))?.texts[description ?? '']).toEqual(en('A text that cannot be put'));
  },
  LONG,
);

it(
  'a real-time endpoint that is away holds back no snapshot',
  async () => {
    await control('POST', '/realtime/stop');
    await event.putText('main', 'Without a subscription');
    await eventually(inSnapshot, (title) => title === 'Without a subscription');
    await control('POST', '/realtime/start');
    watcher = await watch(stage, await event.viewer());
    await event.putText('main', 'With one again');
    await watcher.until(shows('With one again'));
  },
  LONG,
);

it(
  'SNS that fails is tried again, and nothing is lost',
  async () => {
    const before = await mapping('change_stream');
    await fail({ service: 'sns' });
    await event.putText('main', 'First without SNS');
    await event.setCurtain('main', 'UP');
    await eventually(
      () => mapping('change_stream'),
      (now) => (now?.retried ?? 0) > (before?.retried ?? 0),
      LONG,
    );
    expect(watcher.states.filter(shows('First without SNS'))).toEqual([]);
    await control('POST', '/faults/clear');
    await watcher.until((state) => titleOf(state) === 'First without SNS' && state.curtain === 'UP', LONG);
  },
  LONG,
);

it(
  'a table that the publisher cannot read is tried again, and nothing old goes out meanwhile',
  async () => {
    const before = watcher.states.length;
    await fail({ service: 'dynamodb', roleArn: publisher }, { fail: 'cut' });
    const failed = await mapping('on-act');
    await event.putText('main', 'Without the table');
    await eventually(
      () => mapping('on-act'),
      (now) => (now?.failed ?? 0) > (failed?.failed ?? 0),
      LONG,
    );
    expect(watcher.states.slice(before)).toEqual([]);
    await control('POST', '/faults/clear');
    await watcher.until(shows('Without the table'), LONG);
  },
  LONG,
);

it(
  'AppSync that refuses holds back no snapshot, and whoever mends the row mends the subscription',
  async () => {
    const table = await stageTable();
    // No request to AppSync may be larger than 1 MB. Nobody could enter this, but somebody with access to the table could.
    const enormous = en('x'.repeat(380_000));
    await event.putSession('main', 'enormous');
    await event.start('main', 'enormous');
    const before = await mapping('on-act');
    await table.set(sessionKey(event.session('main', 'enormous')), { title: enormous });
    await table.set(eventKey(event.id), { notice: enormous });
    await table.set(stageKey(stage), { title: enormous });
    await eventually(
      () => event.snapshot('main'),
      (snapshot) => JSON.stringify(snapshot?.state ?? {}).length > 1024 * 1024,
      LONG,
    );
    await eventually(
      () => mapping('on-act'),
      (now) => (now?.failed ?? 0) > (before?.failed ?? 0),
      LONG,
    );
    await table.set(sessionKey(event.session('main', 'enormous')), { title: en('Mended') });
    await table.set(eventKey(event.id), { notice: [] });
    await table.set(stageKey(stage), { title: en('Mended') });
    await watcher.until((state) => titleOf(state) === 'Mended' && state.event?.notice?.length === 0, LONG);
    await event.end('main');
  },
  LONG,
);

it(
  'nothing of all this was given up',
  async () => {
    const queues = await control<Record<string, number>>('GET', '/queues');
    const dead = Object.entries(queues).filter(([name]) => name.includes('-dead'));
    expect(dead.length).toBeGreaterThan(2);
    expect(dead.filter(([, waiting]) => waiting > 0)).toEqual([]);
  },
  LONG,
);
