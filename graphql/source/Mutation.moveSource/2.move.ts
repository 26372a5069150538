import type { Context, DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { stageKey } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { MutationMoveSourceArgs, Stage } from '../../schema.generated.ts';
import { changeRow, stamp } from '../../write-rows.ts';
import { keptSource } from '../source.ts';

export function request(ctx: Context<MutationMoveSourceArgs>): DynamoDBUpdateItemRequest {
  const { source, expected } = ctx.args;
  const stage: Stage = ctx.prev.result;
  const sources = (stage.sources ?? []).map((each) => (each.id === source ? keptSource(each, ctx.args) : each));
  return changeRow({ key: stageKey(stage.id), seen: expected, set: { sources, ...stamp(ctx, 'DESK') } });
}

export function response(ctx: Context): Stage {
  checkDone(ctx);
  return ctx.result;
}
