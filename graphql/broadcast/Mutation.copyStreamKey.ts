// data source: BROADCAST
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { MutationCopyStreamKeyArgs, StreamKey } from '../schema.generated.ts';
import { answerOfKeys, askKeys } from './ask-keys.ts';

export function request(ctx: Context<MutationCopyStreamKeyArgs>): LambdaRequest {
  return askKeys(ctx, 'COPY');
}

export function response(ctx: Context): StreamKey {
  return answerOfKeys<StreamKey>(ctx);
}
