import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { sessionKey, stageKey, stageOf } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import { checkVersion, refuse } from '../../refuse.ts';
import type { MutationRemoveSessionArgs, Session, Stage } from '../../schema.generated.ts';

export function request(ctx: Context<MutationRemoveSessionArgs>): DynamoDBBatchGetItemRequest {
  const { id } = ctx.args;
  return readRows([sessionKey(id), stageKey(stageOf(id))], true);
}

export function response(ctx: Context<MutationRemoveSessionArgs>): Session {
  const { id, expected } = ctx.args;
  const [session, stage] = foundRows<Session | Stage>(ctx) as [Session | null, Stage | null];
  if (session === null) return refuse('SESSION_NOT_FOUND', 'There is no such session.', 'id');
  if (stage?.session === id) refuse('SESSION_ON_AIR', 'The session is on air.', 'id');
  checkVersion(session, expected);
  return session;
}
