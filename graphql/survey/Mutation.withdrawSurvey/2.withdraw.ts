import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { checkDone } from '../../refuse.ts';
import type { MutationWithdrawSurveyArgs, Survey } from '../../schema.generated.ts';
import { stamp, transact } from '../../write-rows.ts';
import { type SurveyRow, withdraw } from '../machine.ts';
import { momentOf } from '../moment.ts';
import { afterStep, allowed, writeStep } from '../write-step.ts';

export function request(ctx: Context<MutationWithdrawSurveyArgs>): DynamoDBTransactWriteItemsRequest {
  const survey: SurveyRow = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const step = allowed(withdraw(survey, momentOf(said.updatedAt)));
  ctx.stash.survey = afterStep(survey, step, said);
  return transact(writeStep(survey, step, said));
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
