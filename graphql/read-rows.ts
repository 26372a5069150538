import { type Context, type DynamoDBBatchGetItemRequest, type DynamoDBGetItemRequest, util } from '@aws-appsync/utils';
import type { Key } from './keys.ts';
import { checkDone } from './refuse.ts';
import { STAGE_TABLE } from './stage-table.ts';

/** Reads one row. Acts and operators read consistently; viewers, who are many and get what changes pushed, need not. */
export function readRow(key: Key, consistentRead: boolean): DynamoDBGetItemRequest {
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ ...key }), consistentRead };
}

/** Reads up to 100 rows, of the Stage table unless told otherwise. */
export function readRows(keys: Key[], consistentRead: boolean, table = STAGE_TABLE): DynamoDBBatchGetItemRequest {
  const typed = keys.map((key) => util.dynamodb.toMapValues({ ...key }));
  return { operation: 'BatchGetItem', tables: { [table]: { keys: typed, consistentRead } } };
}

/** The rows that `readRows` found, in the order of its keys, null where there is none. Throttled keys fail the field: half a list is no list. */
export function foundRows<T>(ctx: Context, table = STAGE_TABLE): (T | null)[] {
  checkDone(ctx);
  const unprocessed = ctx.result.unprocessedKeys?.[table] ?? [];
  if (unprocessed.length > 0)
    util.error('Some rows could not be read.', 'DynamoDB:ProvisionedThroughputExceededException');
  return ctx.result.data[table];
}
