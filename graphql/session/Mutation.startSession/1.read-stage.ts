import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { sessionKey, stageKey, stageOf } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import { checkVersion, refuse } from '../../refuse.ts';
import type { MutationStartSessionArgs, Session, Stage } from '../../schema.generated.ts';

export function request(ctx: Context<MutationStartSessionArgs>): DynamoDBBatchGetItemRequest {
  const { stage, session } = ctx.args;
  if (stageOf(session) !== stage) refuse('INVALID_ID', 'The session belongs to another stage.', 'session');
  return readRows([stageKey(stage), sessionKey(session)], true);
}

export function response(ctx: Context<MutationStartSessionArgs>): Stage {
  const [stage, session] = foundRows<Stage | Session>(ctx) as [Stage | null, Session | null];
  if (stage === null) return refuse('STAGE_NOT_FOUND', 'There is no such stage.', 'stage');
  if (session === null) refuse('SESSION_NOT_FOUND', 'There is no such session.', 'session');
  checkVersion(stage, ctx.args.expected);
  return stage;
}
