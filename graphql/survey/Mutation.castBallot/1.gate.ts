import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { now } from '../../clock.ts';
import { eventOf, gateKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone, refuseIf } from '../../refuse.ts';
import type { MutationCastBallotArgs } from '../../schema.generated.ts';
import { admitViewer } from '../../viewer/admit-viewer.ts';
import { checkBallot } from '../ballot.ts';
import type { Gate } from '../machine.ts';
import { gateCopyOf, voterOf } from '../voter.ts';

/** The moment in which a ballot arrives is the one that it is judged by and stored with, however long the rest takes. */
export function request(ctx: Context<MutationCastBallotArgs>): DynamoDBGetItemRequest {
  const { input } = ctx.args;
  refuseIf(checkBallot(input));
  admitViewer(ctx, eventOf(input.survey));
  ctx.stash.castAt = now();
  return readRow(gateKey(input.survey, gateCopyOf(voterOf(ctx).sub)), false);
}

export function response(ctx: Context): Gate | null {
  checkDone(ctx);
  return ctx.result;
}
