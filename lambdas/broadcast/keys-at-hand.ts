import { DomainError } from '../domain-error.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { ChannelRow, KeyStore } from './key-store.ts';
import type { StreamKeys } from './stream-keys.ts';

/** What acts on stream keys need. Everything outside the process stands here, so that tests can put something else in its place. */
export interface KeysAtHand {
  readonly store: KeyStore;
  readonly site: Pick<LiveStore, 'readSite'>;
  readonly keys: StreamKeys;
  readonly now: () => Date;
}

/** @throws DomainError CHANNEL_NOT_FOUND */
export const channelOf = async (name: string, store: Pick<KeyStore, 'readChannel'>): Promise<ChannelRow> => {
  const channel = await store.readChannel(name);
  if (!channel) throw new DomainError('CHANNEL_NOT_FOUND', `There is no channel ${name}.`);
  return channel;
};

/** Where an encoder sends to: RTMP in TLS, in the application that Amazon IVS names `app`. */
export const serverOf = ({ ingestEndpoint }: Pick<ChannelRow, 'ingestEndpoint'>): string =>
  `rtmps://${ingestEndpoint}:443/app/`;

/** What may be seen of a key. */
export const endsOf = (key: string): string => key.slice(-4);
