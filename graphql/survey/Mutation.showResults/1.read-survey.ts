import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { MutationShowResultsArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { readSurvey, surveyAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationShowResultsArgs>): DynamoDBGetItemRequest {
  return readSurvey(ctx);
}

export function response(ctx: Context<MutationShowResultsArgs>): SurveyRow {
  return surveyAsSeen(ctx);
}
