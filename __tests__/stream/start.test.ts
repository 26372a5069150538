import fc from 'fast-check';
import { ensureLoop } from '../../lambdas/stream/ensure-loop.ts';
import { liveStreamOf } from '../../lambdas/stream/ivs-event.ts';
import { executionName } from '../../lambdas/stream/lease.ts';
import { watch } from '../../lambdas/stream/watch.ts';
import { aStream, CHANNEL, makeWorld, START } from './memory-stream.ts';

const STARTED_AT = new Date(START).toISOString();

describe('the start of a loop', () => {
  it('happens once under 50 simultaneous events of a start, however they interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { world, parts } = makeWorld(() => scheduler.schedule(Promise.resolve()));
        const starts = Array.from({ length: 50 }, () => ensureLoop(CHANNEL, 'st-one', parts));
        await scheduler.waitFor(Promise.all(starts));
        expect([...world.executions.keys()]).toEqual(['c1-st-one-1']);
        expect((await Promise.all(starts)).filter(Boolean)).toHaveLength(1);
      }),
      { numRuns: 30 },
    );
  });

  it('is made up for by the next event when who took the lease died before it started the execution', async () => {
    const { world, parts } = makeWorld();
    world.startFails = new Error('throttled');
    await expect(ensureLoop(CHANNEL, 'st-one', parts)).rejects.toThrow('throttled');
    expect(world.executions.size).toBe(0);
    expect(await ensureLoop(CHANNEL, 'st-one', parts)).toBe(true);
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1']);
  });

  it('asks Amazon IVS nothing when that very stream is watched already', async () => {
    const { world, parts } = makeWorld();
    await ensureLoop(CHANNEL, 'st-one', parts);
    const { looks } = world;
    expect(await ensureLoop(CHANNEL, 'st-one', parts)).toBe(false);
    expect(world.looks).toBe(looks);
  });

  it('does not happen for an event hours late whose stream is over, nor disturbs the loop of the one that there is', async () => {
    const { world, parts } = makeWorld();
    world.ivs = 'OFFLINE';
    expect(await ensureLoop(CHANNEL, 'st-old', parts)).toBe(false);
    world.ivs = aStream({ streamId: 'st-new' });
    await ensureLoop(CHANNEL, 'st-new', parts);
    expect(await ensureLoop(CHANNEL, 'st-old', parts)).toBe(false);
    expect([...world.executions.keys()]).toEqual(['c1-st-new-1']);
  });

  it('takes the place of the loop of an earlier stream, which finds that it lost', async () => {
    const { world, parts } = makeWorld();
    await ensureLoop(CHANNEL, 'st-one', parts);
    const [first] = [...world.executions.values()];
    world.ivs = aStream({ streamId: 'st-two' });
    expect(await ensureLoop(CHANNEL, 'st-two', parts)).toBe(true);
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1', 'c1-st-two-2']);
    expect(await watch(first!, STARTED_AT, parts)).toEqual({ next: 'END', why: 'LOST' });
    expect(world.rows.size).toBe(0);
  });
});

describe('an event of Amazon IVS', () => {
  const event = (type: string, name: string) => ({
    version: '0',
    id: 'e',
    source: 'aws.ivs',
    account: '123456789012',
    time: '2026-11-20T09:00:00Z',
    region: 'eu-west-1',
    'detail-type': type as 'IVS Stream State Change',
    resources: [CHANNEL.arn],
    detail: { event_name: name, channel_name: 'butai-dev-c1', stream_id: 'st-one' },
  });

  it.each(['Stream Start', 'Stream Takeover'])('names a live stream when it is a %s', (name) => {
    const live = { channelArn: CHANNEL.arn, streamId: 'st-one' };
    expect(liveStreamOf(event('IVS Stream State Change', name))).toEqual(live);
  });

  it('names one when it starves, too: the start may have been lost', () => {
    expect(liveStreamOf(event('IVS Stream Health Change', 'Starvation Start'))).not.toBeNull();
  });

  it.each([
    'Stream End',
    'Session Created',
    'Session Ended',
    'Stream Failure',
  ])('names none when it is a %s', (name) => {
    expect(liveStreamOf(event('IVS Stream State Change', name))).toBeNull();
  });

  it('names none when it is of a limit', () => {
    const { event_name: _, ...detail } = event('', '').detail;
    const breach = { ...event('IVS Limit Breach', ''), detail: { ...detail, limit_name: 'Ingest Bitrate' } };
    expect(liveStreamOf(breach)).toBeNull();
  });
});

describe("an execution's name", () => {
  const lease = { channel: 'c1', generation: 12, streamId: 'st-1AuTyMDASvHUTSb8p5PvbsO', beatAt: STARTED_AT };

  it('says channel, stream and generation', () => {
    expect(executionName(lease)).toBe('c1-st-1AuTyMDASvHUTSb8p5PvbsO-12');
  });

  it('keeps the generation whatever the stream is called, in the 80 characters that there are', () => {
    const name = executionName({ ...lease, streamId: `st-${'x'.repeat(100)}` });
    expect(name).toHaveLength(80);
    expect(name.endsWith('x-12')).toBe(true);
  });
});
