import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { eventKey, eventOf, stageKey } from '../keys.ts';
import { foundRows, readRows } from '../read-rows.ts';
import type { Event, QueryStageArgs, Stage } from '../schema.generated.ts';
import { admitViewer, checkVisible, isStaff } from '../viewer/admit-viewer.ts';

export function request(ctx: Context<QueryStageArgs>): DynamoDBBatchGetItemRequest {
  const event = eventOf(ctx.args.id);
  admitViewer(ctx, event);
  return readRows([eventKey(event), stageKey(ctx.args.id)], isStaff(ctx));
}

export function response(ctx: Context): Stage | null {
  const [event, stage] = foundRows<Event | Stage>(ctx) as [Event | null, Stage | null];
  checkVisible(ctx, event);
  return stage;
}
