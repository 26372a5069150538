import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { stageKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone, checkVersion, refuse } from '../../refuse.ts';
import type { MutationEndSessionArgs, Stage } from '../../schema.generated.ts';

export function request(ctx: Context<MutationEndSessionArgs>): DynamoDBGetItemRequest {
  return readRow(stageKey(ctx.args.stage), true);
}

export function response(ctx: Context<MutationEndSessionArgs>): Stage {
  checkDone(ctx);
  const stage: Stage | null = ctx.result;
  if (stage === null) return refuse('STAGE_NOT_FOUND', 'There is no such stage.', 'stage');
  checkVersion(stage, ctx.args.expected);
  if (!stage.session) refuse('SESSION_NOT_FOUND', 'Nothing is on air.', 'stage');
  return stage;
}
