import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { MutationReviewAnswerArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { readSurvey, surveyAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationReviewAnswerArgs>): DynamoDBGetItemRequest {
  return readSurvey(ctx);
}

export function response(ctx: Context<MutationReviewAnswerArgs>): SurveyRow {
  return surveyAsSeen(ctx);
}
