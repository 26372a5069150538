import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { eventOf, liveKey } from '../keys.ts';
import { readRow } from '../read-rows.ts';
import { checkDone } from '../refuse.ts';
import type { LiveState, QueryLiveStateArgs } from '../schema.generated.ts';
import { admitViewer, checkVisible, isStaff } from '../viewer/admit-viewer.ts';

export function request(ctx: Context<QueryLiveStateArgs>): DynamoDBGetItemRequest {
  admitViewer(ctx, eventOf(ctx.args.stage));
  return readRow(liveKey(ctx.args.stage), isStaff(ctx));
}

/** What was last published; null before the first publish. */
export function response(ctx: Context): LiveState | null {
  checkDone(ctx);
  const state: LiveState | null = ctx.result?.state ?? null;
  checkVisible(ctx, state?.event);
  return state;
}
