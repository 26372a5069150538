import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { eventKey, eventOf, stageKey } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { MutationPutStageArgs, Stage } from '../../schema.generated.ts';
import { changeRow, stamp, touchRow, transact } from '../../write-rows.ts';

/**
 * The event's row lists its stages, and says when they changed: every stage's page names them all, and its record in the stream is what has them
 * published. Its version stays, so that whoever edits the event meanwhile is not refused.
 */
export function request(ctx: Context<MutationPutStageArgs>): DynamoDBTransactWriteItemsRequest {
  const { id, order, name } = ctx.args.input;
  const stage: Stage | null = ctx.prev.result;
  const event = eventOf(id);
  const said = stamp(ctx, 'DESK');
  const set = { id, event, order, name, ...said };
  const setOnce = { title: [], description: [], curtain: 'DOWN' };
  ctx.stash.stage = { ...setOnce, ...stage, ...set, version: (stage?.version ?? 0) + 1 };
  return transact([
    changeRow({ key: stageKey(id), seen: stage?.version ?? 'ABSENT', set, setOnce }),
    touchRow({
      key: eventKey(event),
      seen: 'PRESENT',
      set: { stagesAt: said.updatedAt, ...said },
      add: { stages: util.dynamodb.toStringSet([id]) },
    }),
  ]);
}

export function response(ctx: Context): Stage {
  checkDone(ctx);
  return ctx.stash.stage;
}
