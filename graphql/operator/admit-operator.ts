import type { AppSyncIdentityCognito, Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { operatorKey } from '../keys.ts';
import { readRow } from '../read-rows.ts';
import { checkDone, refuse } from '../refuse.ts';

interface OperatorRow {
  /** Replaces the groups of the token. */
  roles?: string[];
  removed?: boolean;
}

/**
 * First function of every operator's mutation. A token tells its groups until it expires and AppSync does not ask whether it was revoked, so the
 * operator's own row has the last word; without a row it is as the groups say, which the schema's directive has checked.
 */
export function request(ctx: Context): DynamoDBGetItemRequest {
  return readRow(operatorKey(identityOf(ctx).sub), true);
}

/** Leaves the operator's name in `ctx.stash.by`. */
export function response(ctx: Context): OperatorRow | null {
  checkDone(ctx);
  const row: OperatorRow | null = ctx.result;
  if (row?.removed) refuse('OPERATOR_REMOVED', 'The operator was removed.');
  if (row?.roles && row.roles.indexOf('operator') < 0) refuse('NOT_ADMITTED', 'The operator has another role.');
  const { claims, username } = identityOf(ctx);
  ctx.stash.by = claims.email ?? username;
  return row;
}

function identityOf(ctx: Context): AppSyncIdentityCognito {
  return ctx.identity as AppSyncIdentityCognito;
}
