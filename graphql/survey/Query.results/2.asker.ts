// data source: BALLOT
import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import { ballotKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone } from '../../refuse.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';
import { type Asker, type SurveyRow, seesResults } from '../machine.ts';
import { voterOf } from '../voter.ts';

/** Looks for the caller's ballot only where it makes a difference. */
export function request(ctx: Context): DynamoDBGetItemRequest {
  if (ctx.prev.result === null) runtime.earlyReturn(null, { skipTo: 'END' });
  const survey: SurveyRow = ctx.stash.survey;
  if (isStaff(ctx)) runtime.earlyReturn('STAFF');
  if (seesResults(survey, 'ANYBODY') === seesResults(survey, 'ANSWERED')) runtime.earlyReturn('ANYBODY');
  return readRow(ballotKey(survey.id, voterOf(ctx).sub), true);
}

/** Who asks. */
export function response(ctx: Context): Asker {
  checkDone(ctx);
  return ctx.result === null ? 'ANYBODY' : 'ANSWERED';
}
