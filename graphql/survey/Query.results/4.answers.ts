// data source: BALLOT
import { type Context, type DynamoDBBatchGetItemRequest, runtime } from '@aws-appsync/utils';
import { answerKey } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import type { Answer, SurveyResults } from '../../schema.generated.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';
import { BALLOT_TABLE } from '../ballot-table.ts';
import type { SurveyRow } from '../machine.ts';

/** Of a TEXT: what moderation lets be shown, to whom the results are shown. */
export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const survey: SurveyRow = ctx.stash.survey;
  const results: SurveyResults = ctx.prev.result;
  const shown = survey.answersShown ?? [];
  if (survey.kind !== 'TEXT' || !ctx.stash.seen) runtime.earlyReturn(results);
  if (shown.length === 0) runtime.earlyReturn({ ...results, answers: [] });
  ctx.stash.results = results;
  const keys = shown.map((answer) => answerKey(survey.id, answer));
  return readRows(keys, isStaff(ctx), BALLOT_TABLE);
}

export function response(ctx: Context): SurveyResults {
  const answers = foundRows<Answer>(ctx, BALLOT_TABLE).filter((answer) => answer !== null);
  return { ...ctx.stash.results, answers };
}
