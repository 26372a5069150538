import type { ReplacedKey } from '#graphql/schema.generated';
import { channelOf, endsOf, type KeysAtHand } from './keys-at-hand.ts';
import { lowerCurtains } from './lower-curtains.ts';
import type { StreamKeys } from './stream-keys.ts';

/**
 * Takes a channel out of the hands of whoever has its key: curtains down, the key void, the encoder out, a new key. In this order an encoder that is
 * thrown out cannot come back, and nothing that is left undone when it is killed is in anybody's way: asked again, it does the rest.
 * @throws DomainError CHANNEL_NOT_FOUND; AggregateError of curtains that would not come down, after everything else was done
 */
export const replaceKey = async (name: string, by: string, hand: KeysAtHand): Promise<ReplacedKey> => {
  const { store, keys, now } = hand;
  const { arn } = await channelOf(name, store);
  const stamp = () => ({ at: now().toISOString(), by });
  await store.note(name, 'REPLACING', stamp());
  // A curtain that is stuck does not keep an intruder in.
  const [lowering] = await Promise.allSettled([lowerCurtains(name, by, hand)]);
  const { cut, key } = await renew(arn, keys);
  await store.note(name, 'REPLACED', stamp());
  if (lowering.status === 'rejected') throw lowering.reason;
  return { channel: name, keyEnds: endsOf(key), lowered: lowering.value, cut };
};

const renew = async (channelArn: string, keys: StreamKeys): Promise<{ cut: boolean; key: string }> => {
  const old = await keys.list(channelArn);
  for (const arn of old) await keys.remove(arn);
  const cut = await keys.throwOut(channelArn);
  return { cut, key: await keys.create(channelArn, old) };
};
