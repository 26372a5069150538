import type { Context, DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { stageKey } from '../keys.ts';
import { checkDone } from '../refuse.ts';
import type { MutationSetCurtainArgs, Stage } from '../schema.generated.ts';
import { changeRow, stamp } from '../write-rows.ts';

export function request(ctx: Context<MutationSetCurtainArgs>): DynamoDBUpdateItemRequest {
  const { stage, curtain, expected } = ctx.args;
  return changeRow({ key: stageKey(stage), seen: expected, set: { curtain, ...stamp(ctx, 'DESK') } });
}

export function response(ctx: Context): Stage {
  checkDone(ctx);
  return ctx.result;
}
