import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IvsClient } from '@aws-sdk/client-ivs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { KeysCall } from '#graphql/broadcast/broadcast';
import type { ErrorCode } from '#graphql/errors';
import type { Broadcast, ReplacedKey, StreamKey } from '#graphql/schema.generated';
import { DomainError } from '../domain-error.ts';
import { type Environment, readEnvironment } from '../environment.ts';
import { makeLiveStore } from '../live/live-store.ts';
import { copyKey } from './copy-key.ts';
import { makeKeyStore } from './key-store.ts';
import type { KeysAtHand } from './keys-at-hand.ts';
import { readBroadcast } from './read-broadcast.ts';
import { replaceKey } from './replace-key.ts';
import { makeStreamKeys } from './stream-keys.ts';

const NAMES = ['STAGE_TABLE'] as const;
export type Env = Environment<typeof NAMES>;

interface Refusal {
  readonly error: { readonly code: ErrorCode; readonly message: string };
}
type Answer = Broadcast | StreamKey | ReplacedKey;

const env = readEnvironment(NAMES);
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
const logger = new Logger();
const hand: KeysAtHand = {
  store: makeKeyStore(documents, env.STAGE_TABLE),
  site: makeLiveStore(documents, { stages: env.STAGE_TABLE }),
  keys: makeStreamKeys(new IvsClient()),
  now: () => new Date(),
};

/** AppSync's `broadcast`, `copyStreamKey` and `replaceStreamKey`: the only function that sees a stream key. What it logs has none. */
export const handler = async (call: KeysCall): Promise<Answer | Refusal> => {
  if (call.act !== 'READ') logger.info('stream key', { ...call });
  try {
    return await carryOut(call);
  } catch (error) {
    return refusalOf(error);
  }
};

const carryOut = ({ act, channel, by }: KeysCall): Promise<Answer> => {
  if (act === 'READ') return readBroadcast(channel, hand);
  // The pipeline's first function has put the name there; without one nothing could be noted.
  if (!by) throw new Error(`nobody asks to ${act} the key of ${channel}`);
  return act === 'COPY' ? copyKey(channel, by, hand) : replaceKey(channel, by, hand);
};

/** Throws what is no refusal. */
const refusalOf = (error: unknown): Refusal => {
  if (error instanceof DomainError) return { error: { code: error.code, message: error.message } };
  if (error instanceof Error && error.name === 'ThrottlingException')
    return { error: { code: 'TOO_MANY_REQUESTS', message: 'Amazon IVS takes no more calls now.' } };
  throw error;
};
