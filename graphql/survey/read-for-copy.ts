import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { checkId } from '../id.ts';
import { eventOf, stageKey, stageOf, surveyKey } from '../keys.ts';
import { foundRows, readRows } from '../read-rows.ts';
import { checkVersion, refuse, refuseIf } from '../refuse.ts';
import type { SurveyRow } from './machine.ts';
import { checkRoom, type StageRow } from './stage-row.ts';

type CopyContext = Context<{ survey: string; copy: string }>;

/** Reads a survey, and where its copy is to be. */
export function readForCopy(ctx: CopyContext): DynamoDBBatchGetItemRequest {
  const { survey, copy } = ctx.args;
  refuseIf(checkId('copy', copy, 3));
  if (eventOf(copy) !== eventOf(survey)) refuse('INVALID_ID', 'The copy belongs to another event.', 'copy');
  if (copy === survey) refuse('INVALID_ID', 'The copy needs an id of its own.', 'copy');
  return readRows([surveyKey(survey), surveyKey(copy), stageKey(stageOf(copy))], true);
}

/** The survey, if the copy's id is free and its stage has room. */
export function foundForCopy(ctx: CopyContext): SurveyRow {
  const [survey, copy, stage] = foundRows<SurveyRow | StageRow>(ctx) as [
    SurveyRow | null,
    SurveyRow | null,
    StageRow | null,
  ];
  if (survey === null) return refuse('SURVEY_NOT_FOUND', 'There is no such survey.', 'survey');
  if (stage === null) return refuse('STAGE_NOT_FOUND', 'There is no such stage.', 'copy');
  checkVersion(copy, null);
  checkRoom(stage, 'copy');
  return survey;
}
