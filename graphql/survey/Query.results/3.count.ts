import { type Context, type DynamoDBQueryRequest, runtime } from '@aws-appsync/utils';
import { checkDone } from '../../refuse.ts';
import type { SurveyResults } from '../../schema.generated.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';
import { resultsOf, sumUp } from '../count.ts';
import { type SurveyRow, seesResults } from '../machine.ts';
import { readTally } from '../tally.ts';

/** What is certified is counted no more. */
export function request(ctx: Context): DynamoDBQueryRequest {
  const survey: SurveyRow = ctx.stash.survey;
  ctx.stash.seen = seesResults(survey, ctx.prev.result);
  if (survey.certificate) runtime.earlyReturn(resultsOf(survey, {}, ctx.stash.seen));
  return readTally(survey.id, isStaff(ctx));
}

export function response(ctx: Context): SurveyResults {
  checkDone(ctx);
  return resultsOf(ctx.stash.survey, sumUp(ctx.result.items), ctx.stash.seen);
}
