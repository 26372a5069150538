import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { checkDone, refuse } from '../../refuse.ts';
import type { Survey } from '../../schema.generated.ts';
import { stamp, transact } from '../../write-rows.ts';
import { undo } from '../machine.ts';
import { momentOf } from '../moment.ts';
import type { Staged } from '../read-survey.ts';
import { turnPage } from '../stage-row.ts';
import { afterStep, allowed, writeStep } from '../write-step.ts';

/** A survey that was ended comes back to the page, unless another has its place. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const { survey, stage }: Staged = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const step = allowed(undo(survey, momentOf(said.updatedAt)));
  const itsOwnPage = stage.survey === survey.id;
  if (stage.survey && !itsOwnPage) refuse('UNDO_OVER', 'Another survey is on the page.', 'survey');
  ctx.stash.survey = afterStep(survey, step, said);
  const writes = writeStep(survey, step, said);
  return transact(itsOwnPage ? writes : [...writes, turnPage(stage, survey.id, said)]);
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
