// data source: BALLOT
import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import { ballotKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone, refuse } from '../../refuse.ts';
import type { Ballot, MutationCastBallotArgs } from '../../schema.generated.ts';
import { isOpenGate } from '../machine.ts';
import { type StoredBallot, wasSent } from '../put-ballot.ts';
import { voterOf } from '../voter.ts';

/** Whose answer was taken and the reply lost sends it again, perhaps after closing: they are told what is stored, not that they are late. */
export function request(ctx: Context<MutationCastBallotArgs>): DynamoDBGetItemRequest {
  if (isOpenGate(ctx.prev.result, ctx.stash.castAt)) runtime.earlyReturn(ctx.prev.result);
  return readRow(ballotKey(ctx.args.input.survey, voterOf(ctx).sub), true);
}

export function response(ctx: Context<MutationCastBallotArgs>): Ballot {
  checkDone(ctx);
  const ballot: StoredBallot | null = ctx.result;
  if (ballot === null || !wasSent(ballot, ctx.args.input.requestId))
    return refuse('SURVEY_NOT_OPEN', 'The survey takes no ballots now.', 'survey');
  ctx.stash.sentBefore = true;
  return ballot;
}
