import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone } from '../../refuse.ts';
import type { QueryAnswersArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';

export function request(ctx: Context<QueryAnswersArgs>): DynamoDBGetItemRequest {
  return readRow(surveyKey(ctx.args.survey), true);
}

/** Leaves the survey in `ctx.stash.survey`. Only a TEXT has answers to read: else null. */
export function response(ctx: Context): SurveyRow | null {
  checkDone(ctx);
  const survey: SurveyRow | null = ctx.result;
  if (survey?.kind !== 'TEXT') return null;
  ctx.stash.survey = survey;
  return survey;
}
