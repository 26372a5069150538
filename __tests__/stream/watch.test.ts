import { ensureLoop } from '../../lambdas/stream/ensure-loop.ts';
import { RENEW_AFTER_MS, watch } from '../../lambdas/stream/watch.ts';
import { aStream, CHANNEL, FULL_HD, lastLoop, makeWorld, STAGE, START } from './memory-stream.ts';

const PAUSE_MS = 12_000;
const iso = (ms: number) => new Date(ms).toISOString();

/** A loop that was started, and rounds of it twelve seconds apart. */
async function startLoop() {
  const { world, parts, store } = makeWorld();
  await ensureLoop(CHANNEL, 'st-one', parts);
  const loop = lastLoop(world);
  const round = async (rounds = 1) => {
    let outcome = await watch(loop, iso(START), parts);
    for (let n = 1; n < rounds; n++) {
      world.time += PAUSE_MS;
      outcome = await watch(loop, iso(START), parts);
    }
    world.time += PAUSE_MS;
    return outcome;
  };
  return { world, parts, store, loop, round, row: () => world.rows.get(STAGE)! };
}

describe('a round', () => {
  it('stores what it saw at each stage that takes a picture from the channel, and at no other', async () => {
    const { world, round } = await startLoop();
    world.stages.set('matsuri26.side', [
      { id: 'floor', channel: 'c2' },
      { id: 'en', channel: 'c1' },
    ]);
    world.stages.set('matsuri26.hall', [{ id: 'floor', channel: 'c2' }]);
    world.stages.set('matsuri26.bare', []);
    expect(await round()).toEqual({ next: 'WAIT', why: 'LIVE' });
    expect([...world.rows.keys()]).toEqual([STAGE, 'matsuri26.side']);
    expect(world.rows.get(STAGE)).toEqual({
      channel: 'c1',
      live: true,
      streamId: 'st-one',
      startedAt: '2026-11-20T08:59:58.000Z',
      health: 'HEALTHY',
      starvingSince: null,
      ingest: FULL_HD,
      checkedAt: iso(START),
      countedAt: iso(START),
      counts: [{ at: iso(START), viewers: 40 }],
    });
  });

  it('stores nothing at stages of an event that is over', async () => {
    const { world, round } = await startLoop();
    world.eventState = 'OVER';
    await round();
    expect(world.rows.size).toBe(0);
  });

  it('renews the lease, so that nobody takes it over', async () => {
    const { world, parts, round } = await startLoop();
    await round(20);
    expect(world.lease).toMatchObject({ generation: 1, beatAt: iso(START + 19 * PAUSE_MS) });
    expect(await ensureLoop(CHANNEL, 'st-one', parts)).toBe(false);
  });

  it('gives a sign of life each time, and a count only when it changed', async () => {
    const { world, round, row } = await startLoop();
    await round(2);
    expect(row()).toMatchObject({ checkedAt: iso(START + PAUSE_MS), countedAt: iso(START + PAUSE_MS) });
    expect(row().counts).toEqual([{ at: iso(START), viewers: 40 }]);
    world.ivs = aStream({ viewers: 41 });
    await round();
    expect(row().counts.map(({ viewers }) => viewers)).toEqual([40, 41]);
  });

  it('stores no count when Amazon IVS knows none, and lets the one before grow old', async () => {
    const { world, round, row } = await startLoop();
    await round();
    world.ivs = aStream({ viewers: null });
    await round(3);
    expect(row()).toMatchObject({ checkedAt: iso(START + 3 * PAUSE_MS), countedAt: iso(START) });
    expect(row().counts.map(({ viewers }) => viewers)).toEqual([40]);
  });

  it('gives its sign of life though GetStream fails, says so, and goes on when it works again', async () => {
    const { world, round, row } = await startLoop();
    await round();
    world.ivs = new Error('ThrottlingException');
    await expect(round()).rejects.toThrow('ThrottlingException');
    expect(row()).toMatchObject({
      live: true,
      health: 'UNKNOWN',
      checkedAt: iso(START + PAUSE_MS),
      countedAt: iso(START),
    });
    expect(world.lease).toMatchObject({ beatAt: iso(START + PAUSE_MS) });
    world.ivs = aStream({ viewers: 50, health: 'STARVING' });
    world.time += PAUSE_MS;
    expect(await round()).toEqual({ next: 'WAIT', why: 'LIVE' });
    expect(row()).toMatchObject({ health: 'STARVING' });
    expect(row().counts.map(({ viewers }) => viewers)).toEqual([40, 50]);
  });

  it('asks what the encoder sends until it is told, then once per stream and whenever a stage does not know', async () => {
    const { world, round, row } = await startLoop();
    world.ingest = null;
    await round(2);
    expect([world.ingestAsked, row().ingest]).toEqual([2, null]);
    world.ingest = FULL_HD;
    await round(3);
    expect([world.ingestAsked, row().ingest]).toEqual([3, FULL_HD]);
    world.stages.set('matsuri26.side', [{ id: 'floor', channel: 'c1' }]);
    await round(2);
    expect([world.ingestAsked, world.rows.get('matsuri26.side')?.ingest]).toEqual([4, FULL_HD]);
  });

  it('counts viewers though nobody knows what the encoder sends, and fails so that somebody looks', async () => {
    const { world, round, row } = await startLoop();
    world.ingest = new Error('AccessDenied');
    await expect(round()).rejects.toThrow('AccessDenied');
    expect(row()).toMatchObject({ health: 'HEALTHY', ingest: null, counts: [{ viewers: 40 }] });
  });

  it('reaches the other stages when one cannot be written, and fails', async () => {
    const { world, store, round } = await startLoop();
    world.stages.set('matsuri26.side', [{ id: 'floor', channel: 'c1' }]);
    const put = store.putStream;
    store.putStream = async (stage, row) => {
      if (stage === STAGE) throw new Error('throttled');
      return put(stage, row);
    };
    await expect(round()).rejects.toThrow('throttled');
    expect([...world.rows.keys()]).toEqual(['matsuri26.side']);
  });

  it('writes nothing over what somebody saw later', async () => {
    const { world, parts, loop, round, row } = await startLoop();
    world.time += 5_000;
    await round();
    const later = row();
    await watch(loop, iso(START), { ...parts, now: () => new Date(START + 1_000) });
    expect(row()).toEqual(later);
  });
});

describe('the end of a stream', () => {
  it('is told at once, while the loop waits a minute for the encoder, event or no event', async () => {
    const { world, round, row } = await startLoop();
    await round();
    world.ivs = 'OFFLINE';
    expect(await round()).toEqual({ next: 'WAIT', why: 'OFFLINE' });
    expect(row()).toMatchObject({ live: false, streamId: null, countedAt: null, counts: [] });
    expect(await round(4)).toEqual({ next: 'WAIT', why: 'OFFLINE' });
    expect(await round()).toEqual({ next: 'END', why: 'OVER' });
    expect(world.lease).toMatchObject({ generation: 1, endedAt: expect.any(String) });
  });

  it('is taken back when Amazon IVS was wrong for a moment', async () => {
    const { world, round, row } = await startLoop();
    world.ivs = 'OFFLINE';
    await round(4);
    world.ivs = aStream();
    expect(await round()).toEqual({ next: 'WAIT', why: 'LIVE' });
    expect(world.lease?.offlineSince).toBeUndefined();
    expect(row().live).toBe(true);
    world.ivs = 'OFFLINE';
    expect(await round(5)).toEqual({ next: 'WAIT', why: 'OFFLINE' });
  });

  it('hands over to a loop of the next stream when the encoder came back while it waited', async () => {
    const { world, parts, round, row } = await startLoop();
    await round();
    world.ivs = aStream({ streamId: 'st-two', viewers: 3 });
    expect(await round()).toEqual({ next: 'END', why: 'RENEWED' });
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1', 'c1-st-two-2']);
    expect(await watch(lastLoop(world), iso(world.time), parts)).toEqual({ next: 'WAIT', why: 'LIVE' });
    expect(row().streamId).toBe('st-two');
  });

  it('leaves room for another loop at once, of the same stream too should Amazon IVS have been wrong for long', async () => {
    const { world, parts, round } = await startLoop();
    world.ivs = 'OFFLINE';
    await round(6);
    world.ivs = aStream();
    expect(await ensureLoop(CHANNEL, 'st-one', parts)).toBe(true);
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1', 'c1-st-one-2']);
  });

  it('leaves room for the loop of the next stream', async () => {
    const { world, parts, round } = await startLoop();
    world.ivs = 'OFFLINE';
    await round(6);
    world.ivs = aStream({ streamId: 'st-two' });
    expect(await ensureLoop(CHANNEL, 'st-two', parts)).toBe(true);
    expect(world.lease).toMatchObject({ generation: 2, streamId: 'st-two' });
    expect(world.lease?.endedAt).toBeUndefined();
  });
});

describe('a loop that has run for long', () => {
  it('renews itself before its history is full, once', async () => {
    const { world, parts, loop } = await startLoop();
    world.time = START + RENEW_AFTER_MS - 1;
    expect(await watch(loop, iso(START), parts)).toMatchObject({ next: 'WAIT' });
    world.time += 1;
    expect(await watch(loop, iso(START), parts)).toEqual({ next: 'END', why: 'RENEWED' });
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1', 'c1-st-one-2']);
    expect(await watch(loop, iso(START), parts)).toEqual({ next: 'END', why: 'LOST' });
    expect(world.executions.size).toBe(2);
  });

  it('starts its successor in the next round when the start failed', async () => {
    const { world, parts, loop } = await startLoop();
    world.time = START + RENEW_AFTER_MS;
    world.startFails = new Error('away');
    await expect(watch(loop, iso(START), parts)).rejects.toThrow('away');
    world.time += PAUSE_MS;
    expect(await watch(loop, iso(START), parts)).toEqual({ next: 'END', why: 'LOST' });
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1', 'c1-st-one-2']);
  });

  it('renews itself though Amazon IVS does not answer', async () => {
    const { world, parts, loop } = await startLoop();
    world.ivs = new Error('away');
    world.time = START + RENEW_AFTER_MS;
    expect(await watch(loop, iso(START), parts)).toEqual({ next: 'END', why: 'RENEWED' });
    expect(world.lease).toMatchObject({ generation: 2, streamId: 'st-one' });
  });
});
