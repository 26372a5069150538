import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { sessionKey, stageKey } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { MutationEndSessionArgs, Stage } from '../../schema.generated.ts';
import { changeRow, stamp, transact } from '../../write-rows.ts';

export function request(ctx: Context<MutationEndSessionArgs>): DynamoDBTransactWriteItemsRequest {
  const stage: Stage = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  ctx.stash.stage = { ...stage, session: null, ...said, version: stage.version + 1 };
  return transact([
    changeRow({ key: stageKey(stage.id), seen: stage.version, set: said, remove: ['session'] }),
    changeRow({ key: sessionKey(stage.session ?? ''), seen: 'PRESENT', set: { endedAt: said.updatedAt, ...said } }),
  ]);
}

export function response(ctx: Context): Stage {
  checkDone(ctx);
  return ctx.stash.stage;
}
