import type { StreamKey } from '#graphql/schema.generated';
import { DomainError } from '../domain-error.ts';
import { channelOf, type KeysAtHand, serverOf } from './keys-at-hand.ts';

/**
 * The channel's stream key, for an encoder. Whoever gets it is stored first: a key that was given out and not noted is what nobody would ever find.
 * @throws DomainError CHANNEL_NOT_FOUND, STREAM_KEY_MISSING
 */
export const copyKey = async (
  name: string,
  by: string,
  { store, keys, now }: Pick<KeysAtHand, 'store' | 'keys' | 'now'>,
): Promise<StreamKey> => {
  const channel = await channelOf(name, store);
  const key = await keys.readOf(channel.arn);
  if (key === null) throw new DomainError('STREAM_KEY_MISSING', `Channel ${name} has no stream key.`);
  await store.note(name, 'COPIED', { at: now().toISOString(), by });
  return { channel: name, server: serverOf(channel), key };
};
