import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { checkDone } from '../../refuse.ts';
import type { Survey } from '../../schema.generated.ts';
import { stamp, transact } from '../../write-rows.ts';
import { isOnPage, open } from '../machine.ts';
import { makeRoom } from '../make-room.ts';
import { deadlineAfter, momentOf } from '../moment.ts';
import { turnPage } from '../stage-row.ts';
import { afterStep, allowed, writeStep } from '../write-step.ts';
import type { Opening } from './2.read-on-page.ts';

/** The stage's pointer is as it was read, so no two surveys are ever open on one stage. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const { survey, stage, onPage }: Opening = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const moment = momentOf(said.updatedAt);
  const step = allowed(open(survey, moment, deadlineAfter(moment.now, survey.seconds)));
  ctx.stash.survey = afterStep(survey, step, said);
  const writes = [...writeStep(survey, step, said), turnPage(stage, survey.id, said)];
  if (onPage === null || !isOnPage(onPage)) return transact(writes);
  return transact([...writes, ...writeStep(onPage, allowed(makeRoom(onPage, moment)), said)]);
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
