import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '#graphql/keys';

/** A change of a row's numbers that is made once, however often it is asked for. */
export interface GuardedAdd {
  readonly key: Key;
  /** The attribute that holds the sequence number of the last record counted. */
  readonly guard: string;
  /** Padded sequence numbers of the first and the last record that are counted by this. */
  readonly first: string;
  readonly last: string;
  readonly add: Readonly<Record<string, number>>;
  /** Set only where the row has no such attribute yet. */
  readonly setOnce?: Readonly<Record<string, unknown>>;
}

/** Makes the change unless the row has counted records as late as its first. Then nothing changes, and what comes back is the last one counted. */
export type AddGuarded = (change: GuardedAdd) => Promise<string | null>;

export const makeAddGuarded =
  (documents: DynamoDBDocumentClient, table: string): AddGuarded =>
  async ({ key, guard, first, last, add, setOnce = {} }) => {
    const values: Record<string, unknown> = { ':first': first, ':last': last };
    const names: Record<string, string> = { '#guard': guard };
    const clause = (kind: string, attributes: Readonly<Record<string, unknown>>, say: (i: string) => string) =>
      Object.entries(attributes).map(([name, value], i) => {
        names[`#${kind}${i}`] = name;
        values[`:${kind}${i}`] = value;
        return say(`${kind}${i}`);
      });
    const sets = ['#guard = :last', ...clause('once', setOnce, (i) => `#${i} = if_not_exists(#${i}, :${i})`)];
    const adds = clause('add', add, (i) => `#${i} :${i}`);
    const update = new UpdateCommand({
      TableName: table,
      Key: key,
      UpdateExpression: `SET ${sets.join(', ')}${adds.length > 0 ? ` ADD ${adds.join(', ')}` : ''}`,
      ConditionExpression: 'attribute_not_exists(#guard) OR #guard < :first',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await documents.send(update);
      return null;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const counted = error.Item && unmarshall(error.Item)[guard];
      if (typeof counted !== 'string') throw new Error('a row that refuses a count says no last one', { cause: error });
      return counted;
    }
  };

/**
 * Counts records of one shard on one row, each once. A batch comes again whole, in halves or from its middle: what the row has counted is left out.
 * @param records in the order of the stream
 * @param count as AddGuarded, of these records
 * @returns how many of them were counted by this call
 */
export const countOnce = async <Sequenced extends { readonly sequence: string }>(
  records: readonly Sequenced[],
  count: (records: readonly Sequenced[], range: { first: string; last: string }) => Promise<string | null>,
): Promise<number> => {
  let left = records;
  for (let [first, last] = ends(left); first && last; [first, last] = ends(left)) {
    const counted = await count(left, { first: first.sequence, last: last.sequence });
    if (counted === null) return left.length;
    left = left.filter(({ sequence }) => sequence > counted);
  }
  return 0;
};

const ends = <One>(list: readonly One[]): [One | undefined, One | undefined] => [list[0], list.at(-1)];
