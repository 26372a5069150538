import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { checkDone } from '../../refuse.ts';
import type { MutationCopySurveyArgs, Survey } from '../../schema.generated.ts';
import { stamp, transact } from '../../write-rows.ts';
import { copyOf, writeDraft } from '../draft.ts';

export function request(ctx: Context<MutationCopySurveyArgs>): DynamoDBTransactWriteItemsRequest {
  const said = stamp(ctx, 'DESK');
  const draft = copyOf(ctx.prev.result, ctx.args.copy);
  ctx.stash.survey = { ...draft, ...said, version: 1 };
  return transact(writeDraft(draft, said));
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
