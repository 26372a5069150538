import { inOrder } from '../in-order.ts';
import type { Ingest, LiveViewers, StageSource, StreamHealth } from '../schema.generated.ts';

/** What the platform knows of one channel's picture at one stage. Legal in APPSYNC_JS. */

/** How many watched, from that time on. */
export interface ViewerCount {
  /** ISO 8601 in UTC with milliseconds, as all times here. */
  at: string;
  viewers: number;
}

/** `STREAM#<channel>` in the partition of each stage that takes a picture from the channel. */
export interface StreamRow {
  channel: string;
  /** Whether the channel has a stream. */
  live: boolean;
  /** Amazon IVS's id of the stream; each start of the encoder has another. */
  streamId: string | null;
  startedAt: string | null;
  health: StreamHealth;
  /** Since when it was seen to starve; null while it does not. */
  starvingSince: string | null;
  /** What the encoder says that it sends; null before Amazon IVS has told. */
  ingest: Ingest | null;
  /** When somebody last looked: the sign of life. */
  checkedAt: string;
  /** When Amazon IVS last said how many watch; null before it has. */
  countedAt: string | null;
  /** The last counts, at most five, oldest first, each different from the one before. */
  counts: ViewerCount[];
}

/** A channel's stream as Amazon IVS tells it. */
export interface Stream {
  streamId: string;
  startedAt: string | null;
  health: StreamHealth;
  /** Null where it does not know at the moment. */
  viewers: number | null;
}

/** What a look at a channel found; UNKNOWN: Amazon IVS did not answer. */
export type Seen = Stream | 'OFFLINE' | 'UNKNOWN';

const MOST_COUNTS = 5;

/**
 * What is known of a channel after somebody looked at it.
 * @param ingest what the encoder sends, where that was asked; it stays known for as long as the stream is the same
 */
export function streamAfter(
  before: StreamRow | null,
  channel: string,
  seen: Seen,
  checkedAt: string,
  ingest: Ingest | null = null,
): StreamRow {
  const never = { streamId: null, startedAt: null, starvingSince: null, ingest: null, countedAt: null, counts: [] };
  const none = { channel, live: false, ...never };
  if (seen === 'OFFLINE') return { ...none, health: 'UNKNOWN', checkedAt };
  if (seen === 'UNKNOWN') return { ...(before ?? none), health: 'UNKNOWN', checkedAt };
  const { streamId, startedAt, health, viewers } = seen;
  const { countedAt, counts } = before ?? none;
  const same = before?.streamId === streamId ? before : null;
  const row = {
    ...{ channel, live: true, streamId, startedAt, health, checkedAt },
    starvingSince: health === 'STARVING' ? (same?.starvingSince ?? checkedAt) : null,
    ingest: same?.ingest ?? ingest,
  };
  if (viewers === null) return { ...row, countedAt, counts };
  return { ...row, countedAt: checkedAt, counts: countsAfter(counts, { at: checkedAt, viewers }) };
}

function countsAfter(counts: ViewerCount[], count: ViewerCount): ViewerCount[] {
  const last = counts[counts.length - 1];
  return last && last.viewers === count.viewers ? counts : [...counts, count].slice(-MOST_COUNTS);
}

/** The sum over the stage's sources that are live; null where no count is known, which is not zero. A picture shown twice counts once. */
export function viewersOf(sources: Pick<StageSource, 'channel'>[], streams: StreamRow[]): LiveViewers | null {
  const counted = streams.filter(
    ({ channel, live, countedAt }) => live && countedAt && sources.some((source) => source.channel === channel),
  );
  if (counted.length === 0) return null;
  const times = counted.flatMap(({ counts }) => counts.map(({ at }) => at));
  const trend = inOrder(times, times).map((time) => sumAt(counted, time));
  const confirmed = counted.map(({ countedAt }) => `${countedAt}`);
  return {
    count: trend[trend.length - 1] ?? 0,
    countedAt: inOrder(confirmed, confirmed)[0] ?? '',
    trend: trend.slice(-MOST_COUNTS),
  };
}

/** The sum of the counts that held at a time. Before the oldest one that is kept, a channel counts as that: what is not known is no rise. */
function sumAt(streams: StreamRow[], time: string): number {
  let sum = 0;
  for (const { counts } of streams) {
    const known = counts.filter(({ at }) => at <= time);
    sum += known[known.length - 1]?.viewers ?? counts[0]?.viewers ?? 0;
  }
  return sum;
}
