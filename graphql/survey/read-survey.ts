import type { Context, DynamoDBBatchGetItemRequest, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { stageKey, stageOf, surveyKey } from '../keys.ts';
import { foundRows, readRow, readRows } from '../read-rows.ts';
import { checkDone, checkVersion, refuse } from '../refuse.ts';
import type { SurveyRow } from './machine.ts';
import type { StageRow } from './stage-row.ts';

/** What every act on a survey says. */
type SurveyContext = Context<{ survey: string; expected: number }>;

export function readSurvey(ctx: SurveyContext): DynamoDBGetItemRequest {
  return readRow(surveyKey(ctx.args.survey), true);
}

/** The survey that `readSurvey` found, if it is as the act's author saw it. */
export function surveyAsSeen(ctx: SurveyContext): SurveyRow {
  checkDone(ctx);
  return asSeen(ctx.result, ctx.args.expected);
}

/** A survey and the stage whose page it is on, or will be. */
export interface Staged {
  survey: SurveyRow;
  stage: StageRow;
}

export function readSurveyAndStage(ctx: SurveyContext): DynamoDBBatchGetItemRequest {
  const { survey } = ctx.args;
  return readRows([surveyKey(survey), stageKey(stageOf(survey))], true);
}

/** What `readSurveyAndStage` found, if the survey is as the act's author saw it. */
export function surveyAndStageAsSeen(ctx: SurveyContext): Staged {
  const [survey, stage] = foundRows<SurveyRow | StageRow>(ctx) as [SurveyRow | null, StageRow | null];
  const seen = asSeen(survey, ctx.args.expected);
  if (stage === null) return refuse('STAGE_NOT_FOUND', 'There is no such stage.', 'survey');
  return { survey: seen, stage };
}

function asSeen(survey: SurveyRow | null, expected: number): SurveyRow {
  if (survey === null) return refuse('SURVEY_NOT_FOUND', 'There is no such survey.', 'survey');
  checkVersion(survey, expected);
  return survey;
}
