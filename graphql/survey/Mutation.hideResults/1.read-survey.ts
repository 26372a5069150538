import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { MutationHideResultsArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { readSurvey, surveyAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationHideResultsArgs>): DynamoDBGetItemRequest {
  return readSurvey(ctx);
}

export function response(ctx: Context<MutationHideResultsArgs>): SurveyRow {
  return surveyAsSeen(ctx);
}
