import type { AppSyncIdentityCognito, AppSyncIdentityOIDC, Context } from '@aws-appsync/utils';
import { refuse } from '../refuse.ts';
import type { LiveEvent } from '../schema.generated.ts';

/** Whether an operator, moderator or interpreter asks. Only a user pool's identity has a user name; whoever else got here is a viewer. */
export function isStaff(ctx: Context): boolean {
  return ((ctx.identity as Partial<AppSyncIdentityCognito> | null)?.username ?? '') !== '';
}

/** Refuses a viewer whose token is for another event. */
export function admitViewer(ctx: Context, event: string): void {
  if (isStaff(ctx)) return;
  const viewer = ctx.identity as AppSyncIdentityOIDC | null;
  if (viewer?.claims.event !== event) refuse('NOT_ADMITTED', 'The token is for another event.');
}

/** Refuses a viewer where the event is a draft. */
export function checkVisible(ctx: Context, event: Pick<LiveEvent, 'state'> | null | undefined): void {
  if (event?.state === 'DRAFT' && !isStaff(ctx)) refuse('NOT_ADMITTED', 'The event is a draft.');
}
