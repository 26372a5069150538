// data source: BALLOT
import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { answerKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone, refuse } from '../../refuse.ts';
import type { MutationReviewAnswerArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';

export function request(ctx: Context<MutationReviewAnswerArgs>): DynamoDBGetItemRequest {
  return readRow(answerKey(ctx.args.survey, ctx.args.answer), true);
}

/** The survey, if somebody gave the answer. */
export function response(ctx: Context): SurveyRow {
  checkDone(ctx);
  if (ctx.result === null) refuse('ANSWER_NOT_FOUND', 'Nobody gave this answer.', 'answer');
  return ctx.prev.result;
}
