import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { stageKey, stageOf, surveyKey } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import { checkVersion, refuse, refuseIf } from '../../refuse.ts';
import type { MutationPutSurveyArgs } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';
import { checkRoom, type StageRow } from '../stage-row.ts';
import { checkSurvey } from '../survey.ts';

export function request(ctx: Context<MutationPutSurveyArgs>): DynamoDBBatchGetItemRequest {
  const { input } = ctx.args;
  refuseIf(checkSurvey(input));
  return readRows([surveyKey(input.id), stageKey(stageOf(input.id))], true);
}

export function response(ctx: Context<MutationPutSurveyArgs>): SurveyRow | null {
  const [survey, stage] = foundRows<SurveyRow | StageRow>(ctx) as [SurveyRow | null, StageRow | null];
  if (stage === null) return refuse('STAGE_NOT_FOUND', 'There is no such stage.', 'id');
  checkVersion(survey, ctx.args.expected);
  if (survey === null) checkRoom(stage, 'id');
  else if (survey.state !== 'DRAFT') refuse('SURVEY_STATE', 'Only a draft can be changed.', 'id');
  return survey;
}
