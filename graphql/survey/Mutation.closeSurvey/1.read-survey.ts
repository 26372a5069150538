import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { MutationCloseSurveyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { readSurvey, surveyAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationCloseSurveyArgs>): DynamoDBGetItemRequest {
  return readSurvey(ctx);
}

export function response(ctx: Context<MutationCloseSurveyArgs>): SurveyRow {
  return surveyAsSeen(ctx);
}
