// data source: BALLOT
import { type Context, type DynamoDBUpdateItemRequest, runtime } from '@aws-appsync/utils';
import { refuseIf } from '../../refuse.ts';
import type { Ballot, MutationCastBallotArgs } from '../../schema.generated.ts';
import { checkElectorate } from '../ballot.ts';
import type { Gate } from '../machine.ts';
import { keptBallot, putBallot } from '../put-ballot.ts';
import { checkAnswer } from '../survey.ts';
import { voterOf } from '../voter.ts';

export function request(ctx: Context<MutationCastBallotArgs>): DynamoDBUpdateItemRequest {
  if (ctx.stash.sentBefore) runtime.earlyReturn(ctx.prev.result);
  const { input } = ctx.args;
  const gate: Gate = ctx.prev.result;
  const voter = voterOf(ctx);
  refuseIf(checkElectorate(gate, voter));
  refuseIf(checkAnswer(gate, input.choices, input.text));
  return putBallot(input, voter, ctx.stash.castAt, gate.changes);
}

/** The ballot as it is stored: this one, or the one that a repeated request had stored before. */
export function response(ctx: Context<MutationCastBallotArgs>): Ballot {
  return keptBallot(ctx, ctx.args.input.requestId);
}
