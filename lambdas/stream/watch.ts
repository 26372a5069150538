import type { Seen } from '#graphql/stream/stream';
import { startLoop } from './ensure-loop.ts';
import type { Ivs } from './ivs.ts';
import { held, type Lease } from './lease.ts';
import type { Loop, LoopMachine } from './loop-machine.ts';
import { type Recording, record } from './record.ts';
import type { StreamStore } from './stream-store.ts';

/** What a round needs. Everything outside the process stands here, so that tests can put something else in its place. */
export interface Watching extends Recording {
  readonly store: Recording['store'] &
    Pick<StreamStore, 'readLease' | 'takeLease' | 'renewLease' | 'setOffline' | 'endLease'>;
  readonly ivs: Ivs;
  readonly machine: LoopMachine;
  readonly now: () => Date;
}

/** What a round says to the state machine, and why. */
export type Outcome = { readonly next: 'WAIT' | 'END'; readonly why: 'LIVE' | 'OFFLINE' | 'OVER' | 'RENEWED' | 'LOST' };

/** An encoder that lost its line is back within this, mostly; and Amazon IVS may be wrong for a moment. */
const GRACE_MS = 60_000;

/** An execution's history has room for 25,000 events; a round makes 9 of them, and 15 where everything is tried three times. */
export const RENEW_AFTER_MS = 4 * 3_600_000;

/**
 * One round: renews the lease, looks at the channel, stores what it saw.
 * @param startedAt when the execution started
 * @throws what Amazon IVS failed with, after the round's sign of life was stored
 */
export const watch = async (loop: Loop, startedAt: string, watching: Watching): Promise<Outcome> => {
  const { store, ivs, now } = watching;
  const at = now();
  const lease = await store.renewLease(loop.name, loop.generation, at.toISOString());
  if (!lease) return giveWay(loop, watching);
  const [look] = await Promise.allSettled([ivs.read(loop.arn)]);
  const seen: Seen = look.status === 'rejected' ? 'UNKNOWN' : (look.value ?? 'OFFLINE');
  await record(loop, seen, at.toISOString(), watching);
  const streamId = typeof seen === 'string' ? lease.streamId : seen.streamId;
  if (streamId !== lease.streamId || at.getTime() - Date.parse(startedAt) >= RENEW_AFTER_MS) {
    await startLoop(loop, streamId, lease, watching);
    return { next: 'END', why: 'RENEWED' };
  }
  if (look.status === 'rejected') throw look.reason;
  return seen === 'OFFLINE' ? waitForEncoder(lease, at, store) : stay(lease, store);
};

/** Somebody else has the lease. Who took it may have died before it started its loop. */
const giveWay = async (loop: Loop, { store, machine, now }: Watching): Promise<Outcome> => {
  const lease = held(await store.readLease(loop.name), now());
  if (lease) await machine.start(loop, lease);
  return { next: 'END', why: 'LOST' };
};

const waitForEncoder = async (lease: Lease, at: Date, store: Watching['store']): Promise<Outcome> => {
  const since = lease.offlineSince ?? at.toISOString();
  if (at.getTime() - Date.parse(since) >= GRACE_MS) {
    await store.endLease(lease, at.toISOString());
    return { next: 'END', why: 'OVER' };
  }
  if (!lease.offlineSince) await store.setOffline(lease, since);
  return { next: 'WAIT', why: 'OFFLINE' };
};

const stay = async (lease: Lease, store: Watching['store']): Promise<Outcome> => {
  if (lease.offlineSince) await store.setOffline(lease, null);
  return { next: 'WAIT', why: 'LIVE' };
};
