import type { FramesQueue } from '../fallback/frames-queue.ts';
import type { AppSync } from './appsync.ts';
import type { LiveStore } from './live-store.ts';
import type { SnapshotStore } from './snapshot-store.ts';

/** What a publish needs. Everything outside the process stands here, so that tests can put something else in its place. */
export interface Publisher {
  readonly store: Pick<LiveStore, 'nextSeq' | 'readLive' | 'readPublished' | 'readStage' | 'readSite' | 'keep'>;
  readonly files: SnapshotStore;
  readonly appsync: AppSync;
  readonly frames: Pick<FramesQueue, 'put'>;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
  /** Counts something worth watching, and logs it with its details. */
  readonly notice: (what: Notice, details?: Record<string, unknown>) => void;
}

export type Notice =
  /** Went out whole. */
  | 'Published'
  /** Asked for by a tick, and nobody would have seen a difference. */
  | 'Unchanged'
  /** Somebody who started later had published already. */
  | 'Overtaken'
  /** The number moved on while reading. */
  | 'Restarted'
  /** Above what AppSync meters as one message; published all the same. */
  | 'OversizeLiveState'
  /** A later publish puts it again; until then pages keep the text they have. */
  | 'TextFileFailed';
