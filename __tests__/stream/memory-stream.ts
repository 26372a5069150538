import type { Ingest, Stage } from '#graphql/schema.generated';
import type { Seen, Stream, StreamRow } from '#graphql/stream/stream';
import { executionName, type Lease } from '../../lambdas/stream/lease.ts';
import type { Loop } from '../../lambdas/stream/loop-machine.ts';
import type { Reconciling } from '../../lambdas/stream/reconcile-pool.ts';
import type { Channel, StreamStore } from '../../lambdas/stream/stream-store.ts';
import type { Watching } from '../../lambdas/stream/watch.ts';

export const START = Date.parse('2026-11-20T09:00:00.000Z');
export const CHANNEL: Channel = { name: 'c1', arn: 'arn:aws:ivs:eu-west-1:123456789012:channel/abcdefghijkl' };
export const STAGE = 'matsuri26.main';

export const aStream = (more: Partial<Stream> = {}): Stream => ({
  streamId: 'st-one',
  startedAt: '2026-11-20T08:59:58.000Z',
  health: 'HEALTHY',
  viewers: 40,
  ...more,
});

export const FULL_HD: Ingest = {
  width: 1920,
  height: 1080,
  frameRate: 60,
  videoCodec: 'avc1.4D402A',
  videoBitrate: 6_000_000,
  audioCodec: 'mp4a.40.2',
  audioBitrate: 160_000,
  sampleRate: 48_000,
  audioChannels: 2,
};

export interface World {
  /** Milliseconds since the epoch. */
  time: number;
  /** What Amazon IVS says of the channel, or fails with. */
  ivs: Seen | Error;
  looks: number;
  /** What Amazon IVS says that the encoder sends, or fails with. */
  ingest: Ingest | null | Error;
  /** How often that was asked. */
  ingestAsked: number;
  lease: Lease | null;
  rows: Map<string, StreamRow>;
  /** Executions by their name, in the order of their starts. */
  executions: Map<string, Loop>;
  /** What the next start of an execution fails with. */
  startFails: Error | null;
  noticed: string[];
  /** Sources of the stages of a live event, by stage. */
  stages: Map<string, { id: string; channel?: string }[]>;
  eventState: string;
}

/**
 * Tables, Amazon IVS and Step Functions in memory. Every call takes as long as the test says, and does what it does in one moment.
 * @param takes awaited by every call before it does anything, and again before it answers
 */
export const makeWorld = (takes: () => Promise<unknown> = async () => undefined) => {
  const world: World = {
    time: START,
    ivs: aStream(),
    looks: 0,
    ingest: FULL_HD,
    ingestAsked: 0,
    lease: null,
    rows: new Map(),
    executions: new Map(),
    startFails: null,
    noticed: [],
    stages: new Map([[STAGE, [{ id: 'floor', channel: 'c1' }]]]),
    eventState: 'LIVE',
  };

  const call = async <Value>(act: () => Value): Promise<Value> => {
    await takes();
    const value = act();
    await takes();
    return value;
  };

  const change = (of: Pick<Lease, 'generation'>, changed: (lease: Lease) => Lease) =>
    call(() => {
      if (world.lease?.generation !== of.generation || world.lease.endedAt) return null;
      world.lease = changed(world.lease);
      return world.lease;
    });

  const store: StreamStore = {
    readChannels: () => call(() => [CHANNEL]),
    readLease: () => call(() => world.lease),
    takeLease: (seen, channel, streamId, now) =>
      call(() => {
        if ((world.lease?.generation ?? 0) !== (seen?.generation ?? 0)) return null;
        world.lease = { channel, generation: (seen?.generation ?? 0) + 1, streamId, beatAt: now };
        return world.lease;
      }),
    renewLease: (_channel, generation, now) => change({ generation }, (lease) => ({ ...lease, beatAt: now })),
    setOffline: (of, since) =>
      change(of, ({ offlineSince: _, ...lease }) => ({ ...lease, ...(since && { offlineSince: since }) })),
    endLease: (of, now) => change(of, (lease) => ({ ...lease, endedAt: now })),
    readStreams: (_channel, stages) =>
      call(() => new Map(stages.flatMap((stage) => (world.rows.has(stage) ? [[stage, world.rows.get(stage)!]] : [])))),
    putStream: (stage, row) =>
      call(() => {
        const before = world.rows.get(stage);
        if (!before || before.checkedAt < row.checkedAt) world.rows.set(stage, row);
      }),
  };

  const parts: Watching & Reconciling = {
    store,
    site: {
      readSite: () =>
        call(() => [
          {
            event: { id: 'matsuri26', state: world.eventState } as never,
            stages: [...world.stages].map(([id, sources]) => ({ id, sources }) as unknown as Stage),
          },
        ]),
    },
    ivs: {
      read: () =>
        call(() => {
          world.looks += 1;
          if (world.ivs instanceof Error) throw world.ivs;
          return typeof world.ivs === 'string' ? null : world.ivs;
        }),
      readIngest: () =>
        call(() => {
          world.ingestAsked += 1;
          if (world.ingest instanceof Error) throw world.ingest;
          return world.ingest;
        }),
    },
    machine: {
      start: ({ name, arn }, lease) =>
        call(() => {
          if (world.startFails) {
            const failure = world.startFails;
            world.startFails = null;
            throw failure;
          }
          if (world.executions.has(executionName(lease))) return false;
          world.executions.set(executionName(lease), { name, arn, generation: lease.generation });
          return true;
        }),
    },
    now: () => new Date(world.time),
    pause: async () => undefined,
    notice: (what, channel) => void world.noticed.push(`${what} ${channel}`),
  };

  return { world, parts, store };
};

/** The input of the round of the execution started last. */
export const lastLoop = ({ executions }: World): Loop => [...executions.values()].at(-1)!;
