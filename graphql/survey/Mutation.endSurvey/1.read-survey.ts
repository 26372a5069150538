import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import type { MutationEndSurveyArgs } from '../../schema.generated.ts';
import { readSurveyAndStage, type Staged, surveyAndStageAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationEndSurveyArgs>): DynamoDBBatchGetItemRequest {
  return readSurveyAndStage(ctx);
}

export function response(ctx: Context<MutationEndSurveyArgs>): Staged {
  return surveyAndStageAsSeen(ctx);
}
