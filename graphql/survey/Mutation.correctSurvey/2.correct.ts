import type { Context, DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { checkDone, refuseIf } from '../../refuse.ts';
import type { MutationCorrectSurveyArgs, Survey } from '../../schema.generated.ts';
import { editedFields } from '../../session/session.ts';
import { changeRow, stamp } from '../../write-rows.ts';
import type { SurveyRow } from '../machine.ts';
import { changedFields, checkCorrection } from '../survey.ts';

/** Options left out stay as they are. */
export function request(ctx: Context<MutationCorrectSurveyArgs>): DynamoDBUpdateItemRequest {
  const survey: SurveyRow = ctx.prev.result;
  const { question } = ctx.args;
  const options = ctx.args.options ?? survey.options;
  refuseIf(checkCorrection(survey, question, options));
  const edited = editedFields(survey.edited ?? [], changedFields(survey, { ...survey, question, options }));
  return changeRow({
    key: surveyKey(survey.id),
    seen: survey.version,
    set: { question, options, edited, ...stamp(ctx, 'DESK') },
  });
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.result;
}
