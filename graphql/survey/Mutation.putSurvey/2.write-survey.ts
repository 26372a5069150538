import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { checkDone, refuseIf } from '../../refuse.ts';
import type { MutationPutSurveyArgs, Survey } from '../../schema.generated.ts';
import { editedFields } from '../../session/session.ts';
import { changeRow, setOrRemove, stamp, transact } from '../../write-rows.ts';
import { draftOf } from '../draft.ts';
import type { SurveyRow } from '../machine.ts';
import { listSurvey } from '../stage-row.ts';
import { changedFields, checkImport, surveyFields } from '../survey.ts';

export function request(ctx: Context<MutationPutSurveyArgs>): DynamoDBTransactWriteItemsRequest {
  const { input } = ctx.args;
  const origin = ctx.args.origin ?? 'DESK';
  const survey: SurveyRow | null = ctx.prev.result;
  const fields = surveyFields(input);
  const changed = survey === null ? [] : changedFields(survey, fields);
  if (origin === 'IMPORT' && survey !== null) refuseIf(checkImport(survey, changed));
  const edited = editedFields(survey?.edited ?? [], origin === 'DESK' ? changed : []);
  const said = stamp(ctx, origin);
  const draft = { ...draftOf(input.id, fields, edited), ...said };
  ctx.stash.survey = { ...survey, ...draft, version: (survey?.version ?? 0) + 1 };
  const put = changeRow({ key: surveyKey(input.id), seen: survey?.version ?? 'ABSENT', ...setOrRemove(draft) });
  return transact(survey === null ? [put, listSurvey(draft.stage, input.id, said)] : [put]);
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.stash.survey;
}
