import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { checkDone } from '../../refuse.ts';
import type { MutationCloseSurveyArgs, Survey } from '../../schema.generated.ts';
import { stamp, transact } from '../../write-rows.ts';
import { close, type SurveyRow } from '../machine.ts';
import { momentOf } from '../moment.ts';
import { afterStep, allowed, writeStep } from '../write-step.ts';

export function request(ctx: Context<MutationCloseSurveyArgs>): DynamoDBTransactWriteItemsRequest {
  const survey: SurveyRow = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const step = allowed(close(survey, momentOf(said.updatedAt), ctx.args.show));
  ctx.stash.survey = afterStep(survey, step, said);
  return transact(writeStep(survey, step, said));
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
