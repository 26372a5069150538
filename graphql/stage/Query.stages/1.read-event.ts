import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { eventKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone } from '../../refuse.ts';
import type { QueryStagesArgs } from '../../schema.generated.ts';
import { admitViewer, checkVisible, isStaff } from '../../viewer/admit-viewer.ts';

export function request(ctx: Context<QueryStagesArgs>): DynamoDBGetItemRequest {
  admitViewer(ctx, ctx.args.event);
  return readRow(eventKey(ctx.args.event), isStaff(ctx));
}

/** The ids of the event's stages. */
export function response(ctx: Context): string[] {
  checkDone(ctx);
  checkVisible(ctx, ctx.result);
  return ctx.result?.stages ?? [];
}
