// data source: BROADCAST
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { Broadcast, QueryBroadcastArgs } from '../schema.generated.ts';
import { answerOfKeys, askKeys } from './ask-keys.ts';

export function request(ctx: Context<QueryBroadcastArgs>): LambdaRequest {
  return askKeys(ctx, 'READ');
}

export function response(ctx: Context): Broadcast {
  return answerOfKeys<Broadcast>(ctx);
}
