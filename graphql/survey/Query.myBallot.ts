// data source: BALLOT
import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { ballotKey, eventOf } from '../keys.ts';
import { readRow } from '../read-rows.ts';
import { checkDone } from '../refuse.ts';
import type { Ballot, QueryMyBallotArgs } from '../schema.generated.ts';
import { admitViewer } from '../viewer/admit-viewer.ts';
import { voterOf } from './voter.ts';

/** Consistently: a page asks because it does not know whether its answer arrived. */
export function request(ctx: Context<QueryMyBallotArgs>): DynamoDBGetItemRequest {
  const { survey } = ctx.args;
  admitViewer(ctx, eventOf(survey));
  return readRow(ballotKey(survey, voterOf(ctx).sub), true);
}

export function response(ctx: Context): Ballot | null {
  checkDone(ctx);
  return ctx.result;
}
