import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { MAX_STAGES } from '../../event/event.ts';
import { eventKey, eventOf, stageKey } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import { checkVersion, refuse, refuseIf } from '../../refuse.ts';
import type { MutationPutStageArgs, Stage } from '../../schema.generated.ts';
import { checkStage } from '../stage.ts';

interface EventRow {
  stages?: string[];
}

export function request(ctx: Context<MutationPutStageArgs>): DynamoDBBatchGetItemRequest {
  const { input } = ctx.args;
  refuseIf(checkStage(input));
  return readRows([stageKey(input.id), eventKey(eventOf(input.id))], true);
}

export function response(ctx: Context<MutationPutStageArgs>): Stage | null {
  const { input, expected } = ctx.args;
  const [stage, event] = foundRows<Stage | EventRow>(ctx) as [Stage | null, EventRow | null];
  if (event === null) return refuse('EVENT_NOT_FOUND', 'There is no such event.', 'id');
  checkVersion(stage, expected);
  const stages = event.stages ?? [];
  if (stages.indexOf(input.id) < 0 && stages.length >= MAX_STAGES)
    refuse('TOO_MANY', `An event has at most ${MAX_STAGES} stages.`, 'id');
  return stage;
}
