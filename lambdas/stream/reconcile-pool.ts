import { atMost } from '../at-most.ts';
import { settleAll } from '../settle-all.ts';
import { startLoop } from './ensure-loop.ts';
import type { Ivs } from './ivs.ts';
import { held } from './lease.ts';
import type { LoopMachine } from './loop-machine.ts';
import { type Recording, record } from './record.ts';
import type { Channel, StreamStore } from './stream-store.ts';

export interface Reconciling extends Recording {
  readonly store: Recording['store'] & Pick<StreamStore, 'readLease' | 'takeLease' | 'endLease'>;
  readonly ivs: Ivs;
  readonly machine: LoopMachine;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
  /** Counts and logs what should have happened by itself. */
  readonly notice: (what: 'StartedByReconciler' | 'TakenOver' | 'LetGo', channel: string) => void;
}

/** GetStream takes five calls a second of an account, and the loops call it too. */
const BETWEEN_LOOKS_MS = 300;

/** Looks at every channel that no loop watches. One that fails holds back none of the others. */
export const reconcilePool = async (channels: readonly Channel[], reconciling: Reconciling): Promise<void> => {
  const alone = atMost(1);
  await settleAll(channels.map((channel) => alone(() => reconcile(channel, reconciling))));
};

const reconcile = async (channel: Channel, reconciling: Reconciling): Promise<void> => {
  const { store, ivs, now, pause, notice } = reconciling;
  const lease = await store.readLease(channel.name);
  if (held(lease, now())) return;
  await pause(BETWEEN_LOOKS_MS);
  const stream = await ivs.read(channel.arn);
  const died = lease !== null && !lease.endedAt;
  if (stream) {
    const started = await startLoop(channel, stream.streamId, lease, reconciling);
    if (started) notice(died ? 'TakenOver' : 'StartedByReconciler', channel.name);
  } else if (died) {
    await record(channel, 'OFFLINE', now().toISOString(), reconciling);
    if (await store.endLease(lease, now().toISOString())) notice('LetGo', channel.name);
  }
};
