import { type Context, type DynamoDBBatchGetItemRequest, runtime } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import type { Survey } from '../../schema.generated.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';
import { surveysInOrder } from '../survey.ts';
import { viewedSurvey } from '../viewed.ts';

export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const surveys: string[] = ctx.prev.result;
  if (surveys.length === 0) runtime.earlyReturn([]);
  return readRows(
    surveys.map((survey) => surveyKey(survey)),
    isStaff(ctx),
  );
}

export function response(ctx: Context): Survey[] {
  const surveys = surveysInOrder(foundRows<Survey>(ctx).filter((survey) => survey !== null));
  if (isStaff(ctx)) return surveys;
  const seen = surveys.filter(({ state }) => state !== 'DRAFT' && state !== 'WITHDRAWN');
  return seen.map((survey) => viewedSurvey(survey));
}
