import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { sessionKey, stageKey } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { MutationStartSessionArgs, Stage } from '../../schema.generated.ts';
import { changeRow, stamp, transact } from '../../write-rows.ts';

/** The stage's version guards the act; the sessions' rows only have to be there, so that editing one never holds the show up. */
export function request(ctx: Context<MutationStartSessionArgs>): DynamoDBTransactWriteItemsRequest {
  const { session } = ctx.args;
  const stage: Stage = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const startedAt = said.updatedAt;
  ctx.stash.stage = { ...stage, session, ...said, version: stage.version + 1 };
  const acts = [
    changeRow({ key: stageKey(stage.id), seen: stage.version, set: { session, ...said } }),
    changeRow({ key: sessionKey(session), seen: 'PRESENT', set: said, setOnce: { startedAt }, remove: ['endedAt'] }),
  ];
  if (stage.session && stage.session !== session)
    acts.push(changeRow({ key: sessionKey(stage.session), seen: 'PRESENT', set: { endedAt: startedAt, ...said } }));
  return transact(acts);
}

export function response(ctx: Context): Stage {
  checkDone(ctx);
  return ctx.stash.stage;
}
