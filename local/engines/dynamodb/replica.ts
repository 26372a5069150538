import type { Report } from '../ports.ts';
import { readStream, type StreamRecord } from '../stream-shards.ts';
import type { Table } from './tables.ts';
import { DynamoDbError, type Item, type Wire } from './wire.ts';

const READ_EVERY_MS = 10;

/** The name of the table that reads not marked consistent are served from. */
export const replicaOf = (table: string) => `${table}..lagging`;

/** An empty table with the same keys and indexes, filled with what the original holds by now. */
async function createReplica(wire: Wire, table: Table) {
  const TableName = replicaOf(table.name);
  await wire.tables('DeleteTable', { TableName }).catch((error: unknown) => {
    if (!(error instanceof DynamoDbError) || error.name !== 'ResourceNotFoundException') throw error;
  });
  await wire.tables('CreateTable', { ...table.definition, TableName, StreamSpecification: undefined });
  let from: Item | undefined;
  do {
    const page: { Items: Item[]; LastEvaluatedKey?: Item } = await wire.tables('Scan', {
      TableName: table.name,
      ExclusiveStartKey: from,
    });
    for (const Item of page.Items) await wire.tables('PutItem', { TableName, Item });
    from = page.LastEvaluatedKey;
  } while (from);
}

/**
 * Keeps a copy of a table up to `lagMs` behind it: every item's change is held back by a random time of its own, so that
 * two items may be seen in either order, as between DynamoDB's replicas; changes of one item stay in order.
 */
export async function startReplica({
  wire,
  table,
  lagMs,
  random,
  report,
}: {
  wire: Wire;
  table: Table;
  lagMs: number;
  random: () => number;
  report: Report;
}) {
  if (!table.localStreamArn) throw new Error(`${table.address}: a lagging copy needs a stream`);
  await createReplica(wire, table);
  const TableName = replicaOf(table.name);
  const pending = new Map<string, Promise<void>>();
  const timers = new Map<NodeJS.Timeout, () => void>();

  const delay = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          resolve();
        },
        random() * Math.max(0, lagMs - READ_EVERY_MS),
      );
      timers.set(timer, resolve);
    });
  const apply = async ({ dynamodb: { Keys, NewImage } }: StreamRecord) => {
    if (NewImage) await wire.tables('PutItem', { TableName, Item: NewImage });
    else await wire.tables('DeleteItem', { TableName, Key: Keys });
  };
  const follow = (record: StreamRecord) => {
    const item = JSON.stringify(record.dynamodb.Keys);
    const waited = delay();
    const applied = (pending.get(item) ?? Promise.resolve())
      .then(() => waited)
      .then(() => apply(record))
      .catch((error: unknown) => report(table.address, `the lagging copy lost a change: ${error}`))
      .finally(() => {
        if (pending.get(item) === applied) pending.delete(item);
      });
    pending.set(item, applied);
  };
  const reader = await readStream({
    wire,
    stream: {
      arn: table.localStreamArn,
      localArn: table.localStreamArn,
      partitionKey: table.hashKey,
      region: 'local',
      expired: () => false,
    },
    shards: 1,
    position: 'LATEST',
    intervalMs: READ_EVERY_MS,
    onRecord: (_, record) => follow(record),
    report,
  });
  return {
    stop: async () => {
      await reader.stop();
      for (const [timer, resolve] of timers) {
        clearTimeout(timer);
        resolve();
      }
      await Promise.all(pending.values());
    },
  };
}
