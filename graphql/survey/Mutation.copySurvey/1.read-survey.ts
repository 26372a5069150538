import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import type { MutationCopySurveyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { foundForCopy, readForCopy } from '../read-for-copy.ts';

export function request(ctx: Context<MutationCopySurveyArgs>): DynamoDBBatchGetItemRequest {
  return readForCopy(ctx);
}

export function response(ctx: Context<MutationCopySurveyArgs>): SurveyRow {
  return foundForCopy(ctx);
}
