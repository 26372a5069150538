import type { Context, DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { epochOf, storedTime } from '../../clock.ts';
import { sessionKey, stageOf } from '../../keys.ts';
import { checkDone, refuseIf } from '../../refuse.ts';
import type { MutationPutSessionArgs, Session } from '../../schema.generated.ts';
import { changeRow, stamp } from '../../write-rows.ts';
import { changedFields, checkImport, editedFields, sessionFields } from '../session.ts';

export function request(ctx: Context<MutationPutSessionArgs>): DynamoDBUpdateItemRequest {
  const { input } = ctx.args;
  const origin = ctx.args.origin ?? 'DESK';
  const session: Session | null = ctx.prev.result;
  const fields = sessionFields(input, storedTime(epochOf(input.startsAt)), storedTime(epochOf(input.endsAt)));
  const changed = session === null ? [] : changedFields(session, fields);
  if (origin === 'IMPORT' && session !== null) refuseIf(checkImport(session, changed));
  const edited = editedFields(session?.edited ?? [], origin === 'DESK' ? changed : []);
  return changeRow({
    key: sessionKey(input.id),
    seen: session?.version ?? 'ABSENT',
    set: { id: input.id, stage: stageOf(input.id), ...fields, edited, ...stamp(ctx, origin) },
  });
}

export function response(ctx: Context): Session {
  checkDone(ctx);
  return ctx.result;
}
