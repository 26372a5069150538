import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { channelKey, type Key, keyActsKey, stageKey } from '#graphql/keys';
import type { KeyAct, Stage } from '#graphql/schema.generated';

/** A channel of the pool, as Terraform made it. */
export interface ChannelRow {
  readonly name: string;
  readonly arn: string;
  readonly type: string;
  readonly ingestEndpoint: string;
}

/** What was done with a channel's stream key. */
export interface KeyActs {
  readonly copied?: KeyAct;
  readonly replaced?: KeyAct;
}

/** Each is a change of the row, and so a line of the audit trail that the table's stream is. */
export type KeyDeed = 'COPIED' | 'REPLACING' | 'REPLACED';

export type KeyStore = ReturnType<typeof makeKeyStore>;

/** What holds of the new key and not of the old one. A new key has been given to nobody. */
const CHANGES: Readonly<Record<KeyDeed, string>> = {
  COPIED: 'SET #what = :what, copied = :act,',
  REPLACING: 'SET #what = :what,',
  REPLACED: 'REMOVE copied SET #what = :what, replaced = :act,',
};

/** What a write answers when somebody else was faster, or is about to write. */
const RACES = ['ConditionalCheckFailedException', 'TransactionConflictException'];

/** The Stage table as stream keys need it. No key is ever in it. */
export const makeKeyStore = (documents: DynamoDBDocumentClient, table: string) => {
  const get = async <Row>(key: Key): Promise<Row | null> => {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return (Item as Row | undefined) ?? null;
  };

  return {
    /** Null where there is no such channel. */
    readChannel: (name: string): Promise<ChannelRow | null> => get(channelKey(name)),

    readActs: async (channel: string): Promise<KeyActs> => (await get<KeyActs>(keyActsKey(channel))) ?? {},

    /** Stores what is done with a channel's key, and by whom. */
    async note(channel: string, what: KeyDeed, { at, by }: KeyAct): Promise<void> {
      const update = new UpdateCommand({
        TableName: table,
        Key: keyActsKey(channel),
        UpdateExpression: `${CHANGES[what]} channel = :channel, updatedAt = :at, updatedBy = :by, origin = :origin`,
        ExpressionAttributeNames: { '#what': 'what' },
        ExpressionAttributeValues: {
          ':what': what,
          ':channel': channel,
          ':at': at,
          ':by': by,
          ':origin': 'DESK',
          ...(what !== 'REPLACING' && { ':act': { at, by } }),
        },
      });
      await documents.send(update);
    },

    readStage: (id: string): Promise<Stage | null> => get(stageKey(id)),

    /**
     * Lowers the curtain of the version that was seen, as the desk's own act does.
     * @returns false where the stage has changed meanwhile
     */
    async lowerCurtain({ id, version }: Stage, { at, by }: KeyAct): Promise<boolean> {
      const update = new UpdateCommand({
        TableName: table,
        Key: stageKey(id),
        UpdateExpression: 'SET curtain = :down, updatedAt = :at, updatedBy = :by, origin = :origin ADD version :one',
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: {
          ':down': 'DOWN',
          ':at': at,
          ':by': by,
          ':origin': 'DESK',
          ':one': 1,
          ':seen': version,
        },
      });
      try {
        await documents.send(update);
        return true;
      } catch (error) {
        if (error instanceof Error && RACES.includes(error.name)) return false;
        throw error;
      }
    },
  };
};
