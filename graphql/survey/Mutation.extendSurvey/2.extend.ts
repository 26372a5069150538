import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { checkDone, refuseIf } from '../../refuse.ts';
import type { MutationExtendSurveyArgs, Survey } from '../../schema.generated.ts';
import { stamp, transact } from '../../write-rows.ts';
import { extend, type SurveyRow } from '../machine.ts';
import { deadlineAfter, momentOf } from '../moment.ts';
import { checkSeconds } from '../survey.ts';
import { afterStep, allowed, writeStep } from '../write-step.ts';

/** Counted from the deadline, or from now where there is none or only the grace is left: who sees the clock gets all of the seconds. */
export function request(ctx: Context<MutationExtendSurveyArgs>): DynamoDBTransactWriteItemsRequest {
  const { seconds } = ctx.args;
  refuseIf(checkSeconds('seconds', seconds));
  const survey: SurveyRow = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const now = said.updatedAt;
  const from = survey.closesAt && survey.closesAt > now ? survey.closesAt : now;
  const step = allowed(extend(survey, momentOf(now), deadlineAfter(from, seconds)));
  ctx.stash.survey = afterStep(survey, step, said);
  return transact(writeStep(survey, step, said));
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
