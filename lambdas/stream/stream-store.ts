import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { channelKey, type Key, loopKey, streamKey } from '#graphql/keys';
import type { StreamRow } from '#graphql/stream/stream';
import { makeGetAll } from '../get-all.ts';
import type { Lease } from './lease.ts';

/** A channel of the pool. */
export interface Channel {
  /** `c1`. */
  readonly name: string;
  readonly arn: string;
}

export type StreamStore = ReturnType<typeof makeStreamStore>;

/** The Stage table as the live loop needs it. Everything is read consistently: what is decided from it is not decided again. */
export const makeStreamStore = (documents: DynamoDBDocumentClient, table: string) => {
  const getAll = makeGetAll(documents, table);

  /** Changes a lease that is still of its generation and has not ended; null where it is not. */
  const changeLease = async (
    { channel, generation }: Pick<Lease, 'channel' | 'generation'>,
    change: string,
    values: Record<string, string>,
  ): Promise<Lease | null> => {
    const update = new UpdateCommand({
      TableName: table,
      Key: loopKey(channel),
      UpdateExpression: change,
      ConditionExpression: 'generation = :generation AND attribute_not_exists(endedAt)',
      ExpressionAttributeValues: { ':generation': generation, ...values },
      ReturnValues: 'ALL_NEW',
    });
    const changed = await unlessRefused(documents.send(update));
    return changed && (changed.Attributes as Lease);
  };

  return {
    /** The channels of these names. */
    async readChannels(names: readonly string[]): Promise<Channel[]> {
      const rows = await getAll<Channel>(names.map(channelKey));
      return rows.map(({ name, arn }) => ({ name, arn }));
    },

    /** The lease of the channel's loop; null before the first. */
    async readLease(channel: string): Promise<Lease | null> {
      const read = new GetCommand({ TableName: table, Key: loopKey(channel), ConsistentRead: true });
      return ((await documents.send(read)).Item as Lease | undefined) ?? null;
    },

    /**
     * Takes a channel's lease for the next generation.
     * @param seen the lease as it was read
     * @returns null where somebody else was faster
     */
    async takeLease(seen: Lease | null, channel: string, streamId: string, now: string): Promise<Lease | null> {
      const lease: Lease = { channel, generation: (seen?.generation ?? 0) + 1, streamId, beatAt: now };
      const put = new PutCommand({
        TableName: table,
        Item: { ...loopKey(channel), ...lease },
        ...(seen
          ? { ConditionExpression: 'generation = :seen', ExpressionAttributeValues: { ':seen': seen.generation } }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      });
      return (await unlessRefused(documents.send(put))) && lease;
    },

    /** A sign of life of the loop of this generation; null where the lease is no longer its. */
    renewLease: (channel: string, generation: number, now: string): Promise<Lease | null> =>
      changeLease({ channel, generation }, 'SET beatAt = :now', { ':now': now }),

    /** Notes since when the channel has had no stream; null: it has one. */
    setOffline: (lease: Lease, since: string | null): Promise<Lease | null> =>
      since === null
        ? changeLease(lease, 'REMOVE offlineSince', {})
        : changeLease(lease, 'SET offlineSince = :since', { ':since': since }),

    /** Gives a lease up for good: the next loop takes another. */
    endLease: (lease: Lease, now: string): Promise<Lease | null> =>
      changeLease(lease, 'SET endedAt = :now', { ':now': now }),

    /** What is known of the channel at each of these stages. */
    async readStreams(channel: string, stages: readonly string[]): Promise<ReadonlyMap<string, StreamRow>> {
      const rows = await getAll<StreamRow & Key>(stages.map((stage) => streamKey(stage, channel)));
      return new Map(
        stages.flatMap((stage) => {
          const row = rows.find(({ pk }) => pk === streamKey(stage, channel).pk);
          return row ? [[stage, row] as const] : [];
        }),
      );
    },

    /** Stores what was seen of a channel, unless somebody looked later: what a stage knows never goes backwards. */
    async putStream(stage: string, row: StreamRow): Promise<void> {
      const put = new PutCommand({
        TableName: table,
        Item: { ...row, ...streamKey(stage, row.channel) },
        ConditionExpression: 'attribute_not_exists(checkedAt) OR checkedAt < :checkedAt',
        ExpressionAttributeValues: { ':checkedAt': row.checkedAt },
      });
      await unlessRefused(documents.send(put));
    },
  };
};

/** What a conditional write answers; null where its condition did not hold. Throws what fails for another reason. */
const unlessRefused = async <Answer>(write: Promise<Answer>): Promise<Answer | null> => {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return null;
    throw error;
  }
};
