import { DeleteItemCommand, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { fromWireMap, toWireMap, type WireValue } from '../javascript/attribute-values.ts';
import { type DynamoDBRequest, placeholders } from './dynamodb-request.ts';
import { FailedWithResult, type Table } from './table.ts';

type Item = Record<string, unknown>;
type WireItem = Record<string, never>;

const plain = (wire: object | undefined): Item | null => (wire ? fromWireMap(wire as Record<string, WireValue>) : null);

export async function getItem(table: Table, request: DynamoDBRequest): Promise<Item | null> {
  const { Item } = await table.client.send(
    new GetItemCommand({
      TableName: table.name,
      Key: toWireMap(request.key) as WireItem,
      ConsistentRead: request.consistentRead ?? false,
      ProjectionExpression: request.projection?.expression,
      ...placeholders(request.projection),
    }),
  );
  return plain(Item);
}

export async function putItem(table: Table, request: DynamoDBRequest): Promise<Item | null> {
  const item = toWireMap({ ...request.attributeValues, ...request.key });
  const command = new PutItemCommand({
    TableName: table.name,
    Item: item as WireItem,
    ConditionExpression: request.condition?.expression,
    ...placeholders(request.condition),
  });
  const wanted = plain(item);
  await unlessDone(
    table,
    request,
    (current) => same(current, wanted, request.condition?.equalsIgnore),
    () => table.client.send(command),
  );
  return wanted;
}

export async function updateItem(table: Table, request: DynamoDBRequest): Promise<Item | null> {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: toWireMap(request.key) as WireItem,
    UpdateExpression: request.update.expression,
    ConditionExpression: request.condition?.expression,
    ReturnValues: 'ALL_NEW',
    ...placeholders(request.update, request.condition),
  });
  const output = await unlessDone(
    table,
    request,
    () => false,
    () => table.client.send(command),
  );
  return plain(output?.Attributes);
}

export async function deleteItem(table: Table, request: DynamoDBRequest): Promise<Item | null> {
  const command = new DeleteItemCommand({
    TableName: table.name,
    Key: toWireMap(request.key) as WireItem,
    ConditionExpression: request.condition?.expression,
    ReturnValues: 'ALL_OLD',
    ...placeholders(request.condition),
  });
  const output = await unlessDone(
    table,
    request,
    (current) => current === null,
    () => table.client.send(command),
  );
  return plain(output?.Attributes);
}

/**
 * AppSync's way with a failed condition: it reads the item, and when that is already as the operation would leave it, the
 * operation counts as done (so a put that is sent twice succeeds twice). Otherwise the item goes into `ctx.result`.
 */
async function unlessDone<T>(
  table: Table,
  request: DynamoDBRequest,
  isDone: (current: Item | null) => boolean,
  send: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await send();
  } catch (thrown) {
    if ((thrown as Error).name !== 'ConditionalCheckFailedException') throw thrown;
    const { Item } = await table.client.send(
      new GetItemCommand({
        TableName: table.name,
        Key: toWireMap(request.key) as WireItem,
        ConsistentRead: request.condition?.consistentRead ?? true,
      }),
    );
    const current = plain(Item);
    if (isDone(current)) return undefined;
    throw new FailedWithResult(current, thrown);
  }
}

function same(current: Item | null, wanted: Item | null, ignored: string[] = []): boolean {
  const shown = (item: Item | null) =>
    JSON.stringify(
      Object.entries(item ?? {})
        .filter(([key]) => !ignored.includes(key))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return current !== null && shown(current) === shown(wanted);
}
