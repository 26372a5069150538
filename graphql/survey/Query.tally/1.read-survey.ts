import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone } from '../../refuse.ts';
import type { QueryTallyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';

export function request(ctx: Context<QueryTallyArgs>): DynamoDBGetItemRequest {
  return readRow(surveyKey(ctx.args.survey), true);
}

/** Leaves the survey in `ctx.stash.survey`. Of a draft there is no tally: null. */
export function response(ctx: Context): SurveyRow | null {
  checkDone(ctx);
  const survey: SurveyRow | null = ctx.result;
  if (survey === null || survey.state === 'DRAFT') return null;
  ctx.stash.survey = survey;
  return survey;
}
