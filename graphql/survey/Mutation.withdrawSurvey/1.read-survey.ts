import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { MutationWithdrawSurveyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { readSurvey, surveyAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationWithdrawSurveyArgs>): DynamoDBGetItemRequest {
  return readSurvey(ctx);
}

export function response(ctx: Context<MutationWithdrawSurveyArgs>): SurveyRow {
  return surveyAsSeen(ctx);
}
