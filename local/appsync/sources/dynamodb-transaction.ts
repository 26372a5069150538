import { TransactGetItemsCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { FieldError } from '../errors.ts';
import { fromWireMap, toWireMap, type WireValue } from '../javascript/attribute-values.ts';
import { type DynamoDBRequest, placeholders } from './dynamodb-request.ts';
import { FailedWithResult, type Table } from './table.ts';

interface Cancelled extends Error {
  CancellationReasons?: { Code?: string; Message?: string; Item?: Record<string, WireValue> }[];
}

export async function transactGet({ client }: Table, { transactItems }: DynamoDBRequest): Promise<object> {
  const command = new TransactGetItemsCommand({
    TransactItems: transactItems.map(({ table, key, projection }) => ({
      Get: {
        TableName: table,
        Key: toWireMap(key) as never,
        ProjectionExpression: projection?.expression,
        ...placeholders(projection),
      },
    })),
  });
  const { Responses } = await withReasons('items', () => client.send(command));
  return {
    items: transactItems.map((_, i) => (Responses?.[i]?.Item ? fromWireMap(Responses[i].Item as never) : null)),
    cancellationReasons: null,
  };
}

export async function transactWrite({ client }: Table, { transactItems }: DynamoDBRequest): Promise<object> {
  const command = new TransactWriteItemsCommand({ TransactItems: transactItems.map(toWrite) });
  await withReasons('keys', () => client.send(command));
  return { keys: transactItems.map(({ key }) => fromWireMap(toWireMap(key))), cancellationReasons: null };
}

function toWrite(item: DynamoDBRequest & { table: string }): TransactWriteItem {
  const { condition, update } = item;
  const common = {
    TableName: item.table,
    ConditionExpression: condition?.expression as string,
    // AppSync's default is true, DynamoDB's is NONE.
    ReturnValuesOnConditionCheckFailure:
      condition && condition.returnValuesOnConditionCheckFailure !== false ? ('ALL_OLD' as const) : ('NONE' as const),
    ...placeholders(update, condition),
  };
  const Key = toWireMap(item.key) as never;
  switch (item.operation) {
    case 'PutItem':
      return { Put: { ...common, Item: toWireMap({ ...item.attributeValues, ...item.key }) as never } };
    case 'UpdateItem':
      return { Update: { ...common, Key, UpdateExpression: update.expression } };
    case 'DeleteItem':
      return { Delete: { ...common, Key } };
    case 'ConditionCheck':
      return { ConditionCheck: { ...common, Key } };
    default:
      throw new FieldError(`Unsupported operation '${item.operation}' in transactItems.`, 'MappingTemplate');
  }
}

/** A cancelled transaction shows why in `ctx.result.cancellationReasons`, one reason per item, in order. */
async function withReasons<T>(absent: 'items' | 'keys', send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (thrown) {
    const { name, CancellationReasons } = thrown as Cancelled;
    if (name !== 'TransactionCanceledException') throw thrown;
    const cancellationReasons = (CancellationReasons ?? []).map(({ Code, Message, Item }) => ({
      type: Code ?? 'None',
      message: Message ?? 'None',
      ...(Item && Object.keys(Item).length > 0 && { item: fromWireMap(Item) }),
    }));
    throw new FailedWithResult({ [absent]: null, cancellationReasons }, thrown);
  }
}
