import type { Context, DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { stageKey } from '../keys.ts';
import { checkDone, refuseIf } from '../refuse.ts';
import type { MutationUpdateStageTextArgs, Stage } from '../schema.generated.ts';
import { changeRow, stamp } from '../write-rows.ts';
import { checkStageText } from './stage.ts';

export function request(ctx: Context<MutationUpdateStageTextArgs>): DynamoDBUpdateItemRequest {
  const { stage, title, description, expected } = ctx.args;
  refuseIf(checkStageText(title, description));
  return changeRow({ key: stageKey(stage), seen: expected, set: { title, description, ...stamp(ctx, 'DESK') } });
}

export function response(ctx: Context): Stage {
  checkDone(ctx);
  return ctx.result;
}
