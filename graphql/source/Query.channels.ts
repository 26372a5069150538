import { type Context, type DynamoDBBatchGetItemRequest, runtime } from '@aws-appsync/utils';
import { channelKey } from '../keys.ts';
import { foundRows, readRows } from '../read-rows.ts';
import type { Channel } from '../schema.generated.ts';
import { CHANNEL_NAMES } from './channels.ts';

export function request(): DynamoDBBatchGetItemRequest {
  if (CHANNEL_NAMES.length === 0) runtime.earlyReturn([]);
  return readRows(
    CHANNEL_NAMES.map((name) => channelKey(name)),
    true,
  );
}

export function response(ctx: Context): Channel[] {
  return foundRows<Channel>(ctx).filter((channel) => channel !== null);
}
