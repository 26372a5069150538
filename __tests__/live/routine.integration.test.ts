import { liveKey, streamKey } from '#graphql/keys';
import type { Timetable } from '#graphql/live/snapshot';
import { stageTable } from '../aws.ts';
import { EventUnderTest, en } from '../event-under-test.ts';
import { control, settled } from '../stack.ts';
import { watch } from '../watch.ts';

interface Stats {
  mappings: Record<string, { batches: number; deleted?: number }>;
}

/** How many messages the publisher has got from the queue of acts, and from that of ticks. */
async function delivered(): Promise<{ acts: number; ticks: number }> {
  await settled();
  const { mappings } = await control<Stats>('GET', '/stats');
  const of = (part: string) =>
    Object.entries(mappings).find(([address]) => address.includes(part))?.[1].deleted ?? Number.NaN;
  return { acts: of('on-act'), ticks: of('on-tick') };
}

describe('an import', () => {
  it('is published, but not row by row', async () => {
    const rows = 30;
    const event = await EventUnderTest.put('import');
    const watcher = await watch(event.stage('main'), await event.viewer());
    const before = await delivered();
    const began = Date.now();
    await Promise.all(
      Array.from({ length: rows }, (_, n) => event.putSession('main', `row-${n}`, { title: en(`Row ${n}`) }, 'IMPORT')),
    );
    const windows = Math.ceil((Date.now() - began) / 1_000) + 1;
    const after = await delivered();
    expect(after.acts).toBe(before.acts);
    const publishes = watcher.states.length;
    expect(publishes).toBeGreaterThan(0);
    expect(publishes).toBeLessThanOrEqual(windows + 1);
    expect(publishes).toBeLessThan(rows / 2);
    const { state, texts } = (await event.snapshot('main'))!;
    expect((texts[state.programme ?? ''] as Timetable).sessions).toHaveLength(rows);
    watcher.close();
  }, 60_000);

  it('does not hold back an act, which goes another way', async () => {
    const event = await EventUnderTest.put('import');
    const watcher = await watch(event.stage('main'), await event.viewer());
    const before = await delivered();
    await event.putSession('main', 'imported', {}, 'IMPORT');
    await event.putText('main', 'An act');
    await watcher.until(({ title }) => title?.[0]?.value === 'An act');
    expect((await delivered()).acts).toBe(before.acts + 1);
    watcher.close();
  }, 60_000);
});

describe('a beat', () => {
  const beat = () => control('POST', '/schedules/fire', { rule: 'butai-dev-live-beat' });

  it('makes a stage on air publish, though nothing changed', async () => {
    const event = await EventUnderTest.put('beat');
    const watcher = await watch(event.stage('main'), await event.viewer());
    await event.putSession('main', 'one');
    await event.start('main', 'one');
    const still = await watcher.until(({ session }) => session !== null);
    expect(still.beat).toBeNull();
    const began = new Date().toISOString();
    await beat();
    const state = await watcher.until(({ beat: at }) => at !== null && at !== undefined);
    expect(String(state.beat) >= began).toBe(true);
    expect({ ...state, beat: null, seq: still.seq, at: still.at }).toEqual(still);
    // Off the air it has none, though the last one is still stored.
    await event.end('main');
    expect((await watcher.until(({ seq, session }) => seq > state.seq && session === null)).beat).toBeNull();
    watcher.close();
  }, 60_000);

  it('leaves alone a stage with nothing on air, and an event that is over', async () => {
    const table = await stageTable();
    const [idle, over] = [await EventUnderTest.put('idle'), await EventUnderTest.put('over')];
    await over.putSession('main', 'one');
    await over.start('main', 'one');
    await over.putEvent({ state: 'OVER' });
    const onAir = await EventUnderTest.put('onair');
    await onAir.putSession('main', 'one');
    await onAir.start('main', 'one');
    await settled();
    const seqOf = async (event: EventUnderTest) => (await table.get(liveKey(event.stage('main'))))?.seq;
    const before = [await seqOf(idle), await seqOf(over)];
    const watcher = await watch(onAir.stage('main'), await onAir.viewer());
    await beat();
    await watcher.until(({ beat: at }) => at !== null && at !== undefined);
    await settled();
    expect([await seqOf(idle), await seqOf(over)]).toEqual(before);
    for (const event of [idle, over]) expect(await table.get(streamKey(event.stage('main'), 'timer'))).toBeUndefined();
    watcher.close();
  }, 60_000);
});
