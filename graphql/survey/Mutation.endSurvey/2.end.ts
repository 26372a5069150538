import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { checkDone } from '../../refuse.ts';
import type { Survey } from '../../schema.generated.ts';
import { stamp, transact } from '../../write-rows.ts';
import { end } from '../machine.ts';
import { momentOf } from '../moment.ts';
import type { Staged } from '../read-survey.ts';
import { turnPage } from '../stage-row.ts';
import { afterStep, allowed, writeStep } from '../write-step.ts';

export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const { survey, stage }: Staged = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const step = allowed(end(survey, momentOf(said.updatedAt)));
  ctx.stash.survey = afterStep(survey, step, said);
  const writes = writeStep(survey, step, said);
  return transact(stage.survey === survey.id ? [...writes, turnPage(stage, null, said)] : writes);
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
