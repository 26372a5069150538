import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import type { MutationUndoSurveyArgs } from '../../schema.generated.ts';
import { readSurveyAndStage, type Staged, surveyAndStageAsSeen } from '../read-survey.ts';

export function request(ctx: Context<MutationUndoSurveyArgs>): DynamoDBBatchGetItemRequest {
  return readSurveyAndStage(ctx);
}

export function response(ctx: Context<MutationUndoSurveyArgs>): Staged {
  return surveyAndStageAsSeen(ctx);
}
