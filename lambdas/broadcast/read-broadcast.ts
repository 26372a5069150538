import type { Broadcast } from '#graphql/schema.generated';
import { channelOf, endsOf, type KeysAtHand, serverOf } from './keys-at-hand.ts';

/**
 * What an encoder of the channel needs but for the key, and what comes in.
 * @throws DomainError CHANNEL_NOT_FOUND
 */
export const readBroadcast = async (
  name: string,
  { store, keys }: Pick<KeysAtHand, 'store' | 'keys'>,
): Promise<Broadcast> => {
  const channel = await channelOf(name, store);
  const [{ copied, replaced }, key, signal] = await Promise.all([
    store.readActs(name),
    keys.readOf(channel.arn),
    keys.readSignal(channel.arn),
  ]);
  return {
    channel: name,
    type: channel.type,
    server: serverOf(channel),
    keyEnds: key && endsOf(key),
    copied: copied ?? null,
    replaced: replaced ?? null,
    signal,
  };
};
