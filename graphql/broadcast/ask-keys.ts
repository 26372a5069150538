import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { checkDone, refuse } from '../refuse.ts';
import { CHANNEL_NAMES } from '../source/channels.ts';
import type { KeysCall } from './broadcast.ts';

/** Resolvers cannot call Amazon IVS: a function does, which alone may (lambdas/broadcast/keys.ts). */
export function askKeys(ctx: Context<{ channel: string }>, act: KeysCall['act']): LambdaRequest {
  const { channel } = ctx.args;
  if (CHANNEL_NAMES.indexOf(channel) < 0) refuse('CHANNEL_NOT_FOUND', `There is no channel ${channel}.`, 'channel');
  const payload: KeysCall = { act, channel, by: ctx.stash.by ?? null };
  return { operation: 'Invoke', payload };
}

/** What the function answered; ends the field if it refused. */
export function answerOfKeys<T>(ctx: Context): T {
  checkDone(ctx);
  const { error, ...answer } = ctx.result;
  if (error) refuse(error.code, error.message);
  return answer;
}
