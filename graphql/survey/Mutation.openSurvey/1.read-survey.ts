import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import type { MutationOpenSurveyArgs } from '../../schema.generated.ts';
import { readSurveyAndStage, type Staged, surveyAndStageAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationOpenSurveyArgs>): DynamoDBBatchGetItemRequest {
  return readSurveyAndStage(ctx);
}

export function response(ctx: Context<MutationOpenSurveyArgs>): Staged {
  return surveyAndStageAsSeen(ctx);
}
