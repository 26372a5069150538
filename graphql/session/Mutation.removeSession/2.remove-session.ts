import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { sessionKey, stageKey, stageOf } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { MutationRemoveSessionArgs, Session } from '../../schema.generated.ts';
import { checkRow, removeRow, transact } from '../../write-rows.ts';

/** Nobody can put it on air in the same moment: the transaction looks at the stage too. */
export function request(ctx: Context<MutationRemoveSessionArgs>): DynamoDBTransactWriteItemsRequest {
  const { id, expected } = ctx.args;
  ctx.stash.session = ctx.prev.result;
  return transact([
    removeRow(sessionKey(id), expected),
    checkRow(stageKey(stageOf(id)), {
      expression: 'attribute_not_exists(#session) OR #session <> :id',
      expressionNames: { '#session': 'session' },
      expressionValues: util.dynamodb.toMapValues({ ':id': id }),
    }),
  ]);
}

/** The session as it was. */
export function response(ctx: Context): Session {
  checkDone(ctx);
  return ctx.stash.session;
}
