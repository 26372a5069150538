// data source: BROADCAST
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { MutationReplaceStreamKeyArgs, ReplacedKey } from '../schema.generated.ts';
import { answerOfKeys, askKeys } from './ask-keys.ts';

export function request(ctx: Context<MutationReplaceStreamKeyArgs>): LambdaRequest {
  return askKeys(ctx, 'REPLACE');
}

export function response(ctx: Context): ReplacedKey {
  return answerOfKeys<ReplacedKey>(ctx);
}
