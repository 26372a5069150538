import { type Context, type DynamoDBQueryRequest, runtime } from '@aws-appsync/utils';
import { now } from '../../clock.ts';
import { checkDone } from '../../refuse.ts';
import type { QueryTallyArgs, Tally } from '../../schema.generated.ts';
import { readTally, tallyOf } from '../tally.ts';

export function request(ctx: Context<QueryTallyArgs>): DynamoDBQueryRequest {
  if (ctx.prev.result === null) runtime.earlyReturn(null);
  return readTally(ctx.args.survey, true);
}

export function response(ctx: Context): Tally {
  checkDone(ctx);
  return tallyOf(ctx.stash.survey, ctx.result.items, now());
}
