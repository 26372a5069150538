import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { MutationExtendSurveyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { readSurvey, surveyAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationExtendSurveyArgs>): DynamoDBGetItemRequest {
  return readSurvey(ctx);
}

export function response(ctx: Context<MutationExtendSurveyArgs>): SurveyRow {
  return surveyAsSeen(ctx);
}
