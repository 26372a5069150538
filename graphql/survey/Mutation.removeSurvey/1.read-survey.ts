import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { MutationRemoveSurveyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { readSurvey, surveyAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationRemoveSurveyArgs>): DynamoDBGetItemRequest {
  return readSurvey(ctx);
}

export function response(ctx: Context<MutationRemoveSurveyArgs>): SurveyRow {
  return surveyAsSeen(ctx);
}
