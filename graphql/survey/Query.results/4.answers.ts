// data source: BALLOT
import { type Context, type DynamoDBBatchGetItemRequest, runtime } from '@aws-appsync/utils';
import type { SurveyResults } from '../../schema.generated.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';
import { foundAnswers, readAnswers } from '../answer-rows.ts';
import type { SurveyRow } from '../machine.ts';

/** Of a TEXT: what moderation lets be shown, to whom the results are shown. */
export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const survey: SurveyRow = ctx.stash.survey;
  const results: SurveyResults = ctx.prev.result;
  const shown = survey.answersShown ?? [];
  if (survey.kind !== 'TEXT' || !ctx.stash.seen) runtime.earlyReturn(results);
  if (shown.length === 0) runtime.earlyReturn({ ...results, answers: [] });
  ctx.stash.results = results;
  return readAnswers(survey.id, shown, isStaff(ctx));
}

export function response(ctx: Context): SurveyResults {
  return { ...ctx.stash.results, answers: foundAnswers(ctx) };
}
