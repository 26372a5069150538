import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { eventKey } from '../keys.ts';
import { readRow } from '../read-rows.ts';
import { checkDone } from '../refuse.ts';
import type { Event, QueryEventArgs } from '../schema.generated.ts';
import { admitViewer, checkVisible, isStaff } from '../viewer/admit-viewer.ts';

export function request(ctx: Context<QueryEventArgs>): DynamoDBGetItemRequest {
  admitViewer(ctx, ctx.args.id);
  return readRow(eventKey(ctx.args.id), isStaff(ctx));
}

export function response(ctx: Context): Event | null {
  checkDone(ctx);
  checkVisible(ctx, ctx.result);
  return ctx.result;
}
