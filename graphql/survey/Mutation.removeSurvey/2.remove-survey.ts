import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { checkDone, refuse } from '../../refuse.ts';
import type { Survey } from '../../schema.generated.ts';
import { removeRow, stamp, transact } from '../../write-rows.ts';
import type { SurveyRow } from '../machine.ts';
import { unlistSurvey } from '../stage-row.ts';

/** What was asked stays: ballots refer to it. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const survey: SurveyRow = ctx.prev.result;
  if (survey.state !== 'DRAFT') refuse('SURVEY_STATE', 'Only a draft can be removed.', 'survey');
  ctx.stash.survey = survey;
  return transact([
    removeRow(surveyKey(survey.id), survey.version),
    unlistSurvey(survey.stage, survey.id, stamp(ctx, 'DESK')),
  ]);
}

/** The survey as it was. */
export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
