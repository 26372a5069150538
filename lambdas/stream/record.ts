import { type Seen, streamAfter } from '#graphql/stream/stream';
import type { LiveStore } from '../live/live-store.ts';
import { settleAll } from '../settle-all.ts';
import type { StreamStore } from './stream-store.ts';

export interface Recording {
  readonly store: Pick<StreamStore, 'readStreams' | 'putStream'>;
  readonly site: Pick<LiveStore, 'readSite'>;
}

/** Stores what was seen of a channel at each stage that takes a picture from it. */
export const record = async (channel: string, seen: Seen, at: string, { store, site }: Recording): Promise<void> => {
  const stages = await stagesOf(channel, site);
  const before = await store.readStreams(channel, stages);
  await settleAll(
    stages.map((stage) => store.putStream(stage, streamAfter(before.get(stage) ?? null, channel, seen, at))),
  );
};

/** Drafts too: operators rehearse. What is over keeps its sources and needs no signs of life. */
const stagesOf = async (channel: string, site: Recording['site']): Promise<string[]> =>
  (await site.readSite())
    .filter(({ event }) => event.state !== 'OVER' && event.state !== 'CANCELLED')
    .flatMap(({ stages }) => stages)
    .filter(({ sources }) => sources?.some((source) => source.channel === channel))
    .map(({ id }) => id);
