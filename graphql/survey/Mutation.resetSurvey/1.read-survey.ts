import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { checkVersion } from '../../refuse.ts';
import type { MutationResetSurveyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { foundForCopy, readForCopy } from '../read-for-copy.ts';

export function request(ctx: Context<MutationResetSurveyArgs>): DynamoDBBatchGetItemRequest {
  return readForCopy(ctx);
}

export function response(ctx: Context<MutationResetSurveyArgs>): SurveyRow {
  const survey = foundForCopy(ctx);
  checkVersion(survey, ctx.args.expected);
  return survey;
}
