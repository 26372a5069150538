import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { MutationCorrectSurveyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { readSurvey, surveyAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationCorrectSurveyArgs>): DynamoDBGetItemRequest {
  return readSurvey(ctx);
}

export function response(ctx: Context<MutationCorrectSurveyArgs>): SurveyRow {
  return surveyAsSeen(ctx);
}
