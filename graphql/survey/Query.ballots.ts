// data source: EXPORT
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { checkDone, refuse } from '../refuse.ts';
import type { BallotPage, QueryBallotsArgs } from '../schema.generated.ts';

/** A resolver cannot hash: who voted is told by a keyed hash alone, which a function makes (lambdas/survey/export.ts). */
export function request(ctx: Context<QueryBallotsArgs>): LambdaRequest {
  const { survey, nextToken } = ctx.args;
  return { operation: 'Invoke', payload: { survey, nextToken: nextToken ?? null } };
}

export function response(ctx: Context): BallotPage {
  checkDone(ctx);
  const { error, ...page } = ctx.result;
  if (error) refuse(error.code, error.message);
  return page;
}
