import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { epochOf } from '../../clock.ts';
import { sessionKey, stageKey, stageOf } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import { checkVersion, refuse, refuseIf } from '../../refuse.ts';
import type { MutationPutSessionArgs, Session, Stage } from '../../schema.generated.ts';
import { checkSession } from '../session.ts';

export function request(ctx: Context<MutationPutSessionArgs>): DynamoDBBatchGetItemRequest {
  const { input } = ctx.args;
  refuseIf(checkSession(input, epochOf(input.startsAt), epochOf(input.endsAt)));
  return readRows([sessionKey(input.id), stageKey(stageOf(input.id))], true);
}

export function response(ctx: Context<MutationPutSessionArgs>): Session | null {
  const [session, stage] = foundRows<Session | Stage>(ctx) as [Session | null, Stage | null];
  if (stage === null) return refuse('STAGE_NOT_FOUND', 'There is no such stage.', 'id');
  checkVersion(session, ctx.args.expected);
  return session;
}
