import type { Ingest } from '#graphql/schema.generated';
import { type Seen, type StreamRow, streamAfter } from '#graphql/stream/stream';
import type { LiveStore } from '../live/live-store.ts';
import { settleAll } from '../settle-all.ts';
import type { Ivs } from './ivs.ts';
import type { Channel, StreamStore } from './stream-store.ts';

export interface Recording {
  readonly store: Pick<StreamStore, 'readStreams' | 'putStream'>;
  readonly site: Pick<LiveStore, 'readSite'>;
  readonly ivs: Pick<Ivs, 'readIngest'>;
}

/** Stores what was seen of a channel at each stage that takes a picture from it. */
export const record = async (channel: Channel, seen: Seen, at: string, recording: Recording): Promise<void> => {
  const { store, site, ivs } = recording;
  const stages = await stagesOf(channel.name, site);
  const before = await store.readStreams(channel.name, stages);
  const known = stages.map((stage) => before.get(stage) ?? null);
  const asked = askIngest(channel.arn, seen, known, ivs);
  // What the encoder sends is told when it is known: whether it sends and how many watch does not wait for it.
  const ingest = await asked.catch(() => null);
  const rows = known.map((row) => streamAfter(row, channel.name, seen, at, ingest));
  await settleAll([...rows.map((row, i) => store.putStream(`${stages[i]}`, row)), asked]);
};

/** Asked until it is known, and then no more: it does not change while a stream lasts. */
const askIngest = async (
  channelArn: string,
  seen: Seen,
  known: readonly (StreamRow | null)[],
  ivs: Recording['ivs'],
): Promise<Ingest | null> => {
  if (typeof seen === 'string') return null;
  const { streamId } = seen;
  const isMissing = known.some((row) => row?.streamId !== streamId || !row.ingest);
  return isMissing ? ivs.readIngest(channelArn, streamId) : null;
};

/** Drafts too: operators rehearse. What is over keeps its sources and needs no signs of life. */
const stagesOf = async (channel: string, site: Recording['site']): Promise<string[]> =>
  (await site.readSite())
    .filter(({ event }) => event.state !== 'OVER' && event.state !== 'CANCELLED')
    .flatMap(({ stages }) => stages)
    .filter(({ sources }) => sources?.some((source) => source.channel === channel))
    .map(({ id }) => id);
