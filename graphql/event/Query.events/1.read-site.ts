import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { SITE_KEY } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone } from '../../refuse.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';

export function request(ctx: Context): DynamoDBGetItemRequest {
  return readRow(SITE_KEY, isStaff(ctx));
}

/** The ids of the site's events. */
export function response(ctx: Context): string[] {
  checkDone(ctx);
  return ctx.result?.events ?? [];
}
