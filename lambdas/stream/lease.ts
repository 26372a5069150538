/** Who watches a channel: the loop of the highest generation, as long as it gives signs of life. */
export interface Lease {
  readonly channel: string;
  /** Rises with each loop of the channel. */
  readonly generation: number;
  /** The stream that the loop was started for. */
  readonly streamId: string;
  /** ISO 8601 in UTC with milliseconds, as all times here. */
  readonly beatAt: string;
  /** Since when Amazon IVS says that the channel has no stream. */
  readonly offlineSince?: string;
  /** When the loop ended by itself, or was let go. */
  readonly endedAt?: string;
}

/** A loop beats each 12 s; one that was silent for so long is dead, or will find that it lost its lease. */
const SILENT_MS = 60_000;

/** The lease, if who has it watches the channel. */
export const held = (lease: Lease | null, now: Date): Lease | null =>
  lease && !lease.endedAt && now.getTime() - Date.parse(lease.beatAt) < SILENT_MS ? lease : null;

/** Each start of an encoder has a stream of its own, so a stream's executions differ by the generation. */
const MOST_NAME = 80;

/** The name of the execution that holds a lease: whoever starts it twice starts it once. Names stay taken for 90 days. */
export const executionName = ({ channel, streamId, generation }: Lease): string => {
  const end = `-${generation}`;
  return `${`${channel}-${streamId}`.slice(0, MOST_NAME - end.length)}${end}`;
};
