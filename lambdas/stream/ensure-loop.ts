import type { Ivs } from './ivs.ts';
import { held, type Lease } from './lease.ts';
import type { LoopMachine } from './loop-machine.ts';
import type { Channel, StreamStore } from './stream-store.ts';

/** What starting a loop needs. Everything outside the process stands here, so that tests can put something else in its place. */
export interface Starting {
  readonly store: Pick<StreamStore, 'readLease' | 'takeLease'>;
  readonly ivs: Pick<Ivs, 'read'>;
  readonly machine: LoopMachine;
  readonly now: () => Date;
}

/**
 * Sees to it that one loop watches the channel's stream, if it has one.
 * @param heardOf the stream that an event is about. Events come late, twice and in any order: unless that very stream is watched already, Amazon IVS is
 * asked which one there is
 * @returns whether a loop was started
 */
export const ensureLoop = async (channel: Channel, heardOf: string, starting: Starting): Promise<boolean> => {
  const { store, ivs, machine, now } = starting;
  const lease = await store.readLease(channel.name);
  const watched = held(lease, now());
  if (watched?.streamId === heardOf) return machine.start(channel, watched);
  const stream = await ivs.read(channel.arn);
  if (!stream) return false;
  if (watched?.streamId === stream.streamId) return machine.start(channel, watched);
  return startLoop(channel, stream.streamId, lease, starting);
};

/**
 * Starts the next loop of a channel, in the place of the one whose lease was seen.
 * @returns false where somebody else was faster
 */
export const startLoop = async (
  channel: Channel,
  streamId: string,
  seen: Lease | null,
  { store, machine, now }: Pick<Starting, 'machine' | 'now'> & { readonly store: Pick<StreamStore, 'takeLease'> },
): Promise<boolean> => {
  const lease = await store.takeLease(seen, channel.name, streamId, now().toISOString());
  return lease !== null && machine.start(channel, lease);
};
