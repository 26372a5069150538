import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { eventKey, eventOf, stageKey } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import type { Event, QuerySurveysArgs } from '../../schema.generated.ts';
import { admitViewer, checkVisible, isStaff } from '../../viewer/admit-viewer.ts';
import type { StageRow } from '../stage-row.ts';

export function request(ctx: Context<QuerySurveysArgs>): DynamoDBBatchGetItemRequest {
  const event = eventOf(ctx.args.stage);
  admitViewer(ctx, event);
  return readRows([eventKey(event), stageKey(ctx.args.stage)], isStaff(ctx));
}

/** The ids of the stage's surveys. */
export function response(ctx: Context): string[] {
  const [event, stage] = foundRows<Event | StageRow>(ctx) as [Event | null, StageRow | null];
  checkVisible(ctx, event);
  return stage?.surveys ?? [];
}
