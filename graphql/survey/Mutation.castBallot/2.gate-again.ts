import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import { gateKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone, refuse } from '../../refuse.ts';
import type { MutationCastBallotArgs } from '../../schema.generated.ts';
import { type Gate, isOpenGate } from '../machine.ts';
import { gateCopyOf, voterOf } from '../voter.ts';

/** A copy that was read a moment after the opening may be the one before it: nobody is refused by such a reading. */
export function request(ctx: Context<MutationCastBallotArgs>): DynamoDBGetItemRequest {
  if (isOpenGate(ctx.prev.result, ctx.stash.castAt)) runtime.earlyReturn(ctx.prev.result);
  return readRow(gateKey(ctx.args.input.survey, gateCopyOf(voterOf(ctx).sub)), true);
}

export function response(ctx: Context): Gate | null {
  checkDone(ctx);
  if (ctx.result?.state === 'WITHDRAWN') refuse('SURVEY_WITHDRAWN', 'The survey was withdrawn.', 'survey');
  return ctx.result;
}
