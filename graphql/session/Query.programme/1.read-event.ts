import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { eventKey, eventOf } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone } from '../../refuse.ts';
import type { Event, QueryProgrammeArgs } from '../../schema.generated.ts';
import { admitViewer, checkVisible, isStaff } from '../../viewer/admit-viewer.ts';

export function request(ctx: Context<QueryProgrammeArgs>): DynamoDBGetItemRequest {
  const event = eventOf(ctx.args.stage);
  admitViewer(ctx, event);
  return readRow(eventKey(event), isStaff(ctx));
}

export function response(ctx: Context): Event | null {
  checkDone(ctx);
  checkVisible(ctx, ctx.result);
  return ctx.result;
}
