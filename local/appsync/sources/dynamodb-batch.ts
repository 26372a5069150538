import { BatchGetItemCommand, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { fromWireMap, type TypedValue, toWireMap, type WireValue } from '../javascript/attribute-values.ts';
import { type DynamoDBRequest, type Expression, placeholders } from './dynamodb-request.ts';
import type { Table } from './table.ts';

type TypedItem = Record<string, TypedValue>;
type Plain = Record<string, unknown>;

interface Keys {
  keys: TypedItem[];
  consistentRead?: boolean;
  projection?: Expression;
}

/** Items come back in the order of their keys, null where there is none. */
export async function batchGet({ client }: Table, request: DynamoDBRequest): Promise<object> {
  const tables = request.tables as Record<string, Keys>;
  const { Responses, UnprocessedKeys } = await client.send(
    new BatchGetItemCommand({
      RequestItems: eachTable(tables, ({ keys, consistentRead, projection }) => ({
        Keys: keys.map(toWireMap) as never,
        ConsistentRead: consistentRead ?? false,
        ProjectionExpression: projection?.expression,
        ...placeholders(projection),
      })),
    }),
  );
  const data = eachTable(tables, ({ keys }, name) => {
    const found = (Responses?.[name] ?? []).map(plain);
    return keys.map((key) => found.find((item) => hasKey(item, plain(toWireMap(key)))) ?? null);
  });
  const unprocessedKeys = eachTable(tables, (_, name) => (UnprocessedKeys?.[name]?.Keys ?? []).map(plain));
  return { data, unprocessedKeys };
}

/** BatchPutItem and BatchDeleteItem. */
export async function batchWrite({ client }: Table, request: DynamoDBRequest): Promise<object> {
  const puts = request.operation === 'BatchPutItem';
  const tables = request.tables as Record<string, TypedItem[]>;
  const { UnprocessedItems } = await client.send(
    new BatchWriteItemCommand({
      RequestItems: eachTable(tables, (items) =>
        items.map((item) => {
          const wire = toWireMap(item) as never;
          return puts ? { PutRequest: { Item: wire } } : { DeleteRequest: { Key: wire } };
        }),
      ),
    }),
  );
  const unprocessed = eachTable(tables, (_, name) =>
    (UnprocessedItems?.[name] ?? []).map((write) => plain(write.PutRequest?.Item ?? write.DeleteRequest?.Key ?? {})),
  );
  const data = eachTable(tables, (items) => items.map((item) => plain(toWireMap(item))));
  return puts ? { data, unprocessedItems: unprocessed } : { data, unprocessedKeys: unprocessed };
}

function plain(wire: object): Plain {
  return fromWireMap(wire as Record<string, WireValue>);
}

function hasKey(item: Plain, key: Plain): boolean {
  return Object.entries(key).every(([name, value]) => item[name] === value);
}

function eachTable<T, R>(tables: Record<string, T>, make: (table: T, name: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, make(table, name)]));
}
