import type { Context, DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { stageKey } from '../keys.ts';
import { checkDone } from '../refuse.ts';
import type { MutationSetAlignedArgs, Stage } from '../schema.generated.ts';
import { changeRow, stamp } from '../write-rows.ts';

export function request(ctx: Context<MutationSetAlignedArgs>): DynamoDBUpdateItemRequest {
  const { stage, aligned, expected } = ctx.args;
  return changeRow({ key: stageKey(stage), seen: expected, set: { aligned, ...stamp(ctx, 'DESK') } });
}

export function response(ctx: Context): Stage {
  checkDone(ctx);
  return ctx.result;
}
