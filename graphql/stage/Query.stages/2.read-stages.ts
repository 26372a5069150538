import { type Context, type DynamoDBBatchGetItemRequest, runtime } from '@aws-appsync/utils';
import { stageKey } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import type { Stage } from '../../schema.generated.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';
import { stagesInOrder } from '../stage.ts';

export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const stages: string[] = ctx.prev.result;
  if (stages.length === 0) runtime.earlyReturn([]);
  return readRows(
    stages.map((stage) => stageKey(stage)),
    isStaff(ctx),
  );
}

export function response(ctx: Context): Stage[] {
  return stagesInOrder(foundRows<Stage>(ctx).filter((stage) => stage !== null));
}
