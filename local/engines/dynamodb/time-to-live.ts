import type { Report } from '../ports.ts';
import type { Table } from './tables.ts';
import { DynamoDbError, type Item, type Wire } from './wire.ts';

/** What the stream asks: whether a removed row was removed by the sweep. */
export type Swept = (table: string, oldImage: Item | undefined) => boolean;

const MEMORY = 100_000;

/**
 * Removes expired rows as AWS does, late and in the name of the service. DynamoDB Local's own sweep is unreliable and its
 * record bears no known event name, so it stays off.
 */
export function sweeper(wire: Wire, tables: Table[], report: Report) {
  const removed = new Set<string>();
  const rowOf = (table: Table, item: Item) =>
    JSON.stringify([
      table.name,
      item[table.hashKey],
      table.rangeKey && item[table.rangeKey],
      item[table.ttlAttribute ?? ''],
    ]);

  const remove = async (table: Table, item: Item, now: string) => {
    const keys = [table.hashKey, ...(table.rangeKey ? [table.rangeKey] : [])];
    const row = rowOf(table, item);
    removed.add(row);
    if (removed.size > MEMORY) removed.delete(removed.values().next().value as string);
    try {
      await wire.tables('DeleteItem', {
        TableName: table.name,
        Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
        ConditionExpression: '#ttl < :now',
        ExpressionAttributeNames: { '#ttl': table.ttlAttribute },
        ExpressionAttributeValues: { ':now': { N: now } },
      });
      return 1;
    } catch (error) {
      removed.delete(row);
      if (error instanceof DynamoDbError && error.name === 'ConditionalCheckFailedException') return 0;
      throw error;
    }
  };

  const sweepTable = async (table: Table) => {
    const now = `${Math.floor(Date.now() / 1000)}`;
    let swept = 0;
    let from: Item | undefined;
    do {
      const page: { Items: Item[]; LastEvaluatedKey?: Item } = await wire.tables('Scan', {
        TableName: table.name,
        ExclusiveStartKey: from,
        FilterExpression: '#ttl < :now',
        ExpressionAttributeNames: { '#ttl': table.ttlAttribute },
        ExpressionAttributeValues: { ':now': { N: now } },
      });
      for (const item of page.Items) swept += await remove(table, item, now);
      from = page.LastEvaluatedKey;
    } while (from);
    if (swept > 0) report(table.address, `${swept} expired rows removed`);
    return swept;
  };

  const expiring = tables.filter((table) => table.ttlAttribute);
  return {
    /** Removes what has expired; how many rows. */
    sweep: async () => {
      let swept = 0;
      for (const table of expiring) swept += await sweepTable(table);
      return swept;
    },
    swept: ((name, oldImage) => {
      const table = expiring.find((each) => each.name === name);
      return table !== undefined && oldImage !== undefined && removed.has(rowOf(table, oldImage));
    }) satisfies Swept,
  };
}
