// data source: NONE
import type { Context, NONERequest } from '@aws-appsync/utils';
import { eventOf } from '../keys.ts';
import type { SubscriptionOnLiveStateArgs } from '../schema.generated.ts';
import { admitViewer } from '../viewer/admit-viewer.ts';

/** Runs once, when somebody subscribes. Which publishes they get, AppSync tells by the argument: `stage` is a field of LiveState. */
export function request(ctx: Context<SubscriptionOnLiveStateArgs>): NONERequest {
  admitViewer(ctx, eventOf(ctx.args.stage));
  return { payload: null };
}

export function response(): null {
  return null;
}
