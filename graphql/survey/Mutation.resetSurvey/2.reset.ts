import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { MutationResetSurveyArgs, Survey } from '../../schema.generated.ts';
import { checkRow, stamp, transact } from '../../write-rows.ts';
import { copyOf, writeDraft } from '../draft.ts';
import { isOnPage, type SurveyRow, withdraw } from '../machine.ts';
import { momentOf } from '../moment.ts';
import { allowed, writeStep } from '../write-step.ts';

/** The survey is withdrawn if viewers have its card; else it stays as it was seen. */
export function request(ctx: Context<MutationResetSurveyArgs>): DynamoDBTransactWriteItemsRequest {
  const survey: SurveyRow = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const original = isOnPage(survey)
    ? writeStep(survey, allowed(withdraw(survey, momentOf(said.updatedAt))), said)
    : [checkRow(surveyKey(survey.id), asSeen(survey))];
  const draft = copyOf(survey, ctx.args.copy);
  ctx.stash.survey = { ...draft, ...said, version: 1 };
  return transact([...original, ...writeDraft(draft, said)]);
}

/** The copy. */
export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}

function asSeen({ version }: SurveyRow): Parameters<typeof checkRow>[1] {
  return { expression: 'version = :seen', expressionValues: util.dynamodb.toMapValues({ ':seen': version }) };
}
