import { type DynamoDBUpdateItemRequest, util } from '@aws-appsync/utils';
import { stageKey } from '../keys.ts';
import { refuse } from '../refuse.ts';
import type { Stage } from '../schema.generated.ts';
import { touchRow } from '../write-rows.ts';
import { MAX_SURVEYS } from './survey.ts';

/** What a stage's row says about surveys. None of it raises the stage's version: whoever edits the stage meanwhile is not refused. */
export interface StageRow extends Stage {
  /** The survey on the page: open, closed, or just withdrawn. */
  survey?: string | null;
  /** The ids of all the stage's surveys, so that a list of them is one read. */
  surveys?: string[] | null;
}

/** Puts another survey on the page, or none, if what is there is what the act saw. */
export function turnPage(
  stage: StageRow,
  survey: string | null,
  said: Record<string, unknown>,
): DynamoDBUpdateItemRequest {
  const change = survey === null ? { set: said, remove: ['survey'] } : { set: { survey, ...said } };
  return { ...touchRow({ key: stageKey(stage.id), ...change }), condition: asOnPage(stage.survey ?? null) };
}

function asOnPage(survey: string | null): NonNullable<DynamoDBUpdateItemRequest['condition']> {
  const expressionNames = { '#survey': 'survey' };
  if (survey === null) return { expression: 'attribute_exists(pk) AND attribute_not_exists(#survey)', expressionNames };
  return {
    expression: '#survey = :onPage',
    expressionNames,
    expressionValues: util.dynamodb.toMapValues({ ':onPage': survey }),
  };
}

/** Refuses one survey more than a stage may have. */
export function checkRoom(stage: StageRow, field: string): void {
  if ((stage.surveys ?? []).length >= MAX_SURVEYS)
    refuse('TOO_MANY', `A stage has at most ${MAX_SURVEYS} surveys.`, field);
}

/** Adds a new survey to the stage's list, if there is room. */
export function listSurvey(stage: string, survey: string, said: Record<string, unknown>): DynamoDBUpdateItemRequest {
  return {
    ...touchRow({ key: stageKey(stage), set: said, add: { surveys: util.dynamodb.toStringSet([survey]) } }),
    condition: {
      expression: 'attribute_exists(pk) AND (attribute_not_exists(#surveys) OR size(#surveys) < :room)',
      expressionNames: { '#surveys': 'surveys' },
      expressionValues: util.dynamodb.toMapValues({ ':room': MAX_SURVEYS }),
    },
  };
}

/** Takes a survey that is removed off the stage's list. */
export function unlistSurvey(stage: string, survey: string, said: Record<string, unknown>): DynamoDBUpdateItemRequest {
  const drop = { surveys: util.dynamodb.toStringSet([survey]) };
  return touchRow({ key: stageKey(stage), seen: 'PRESENT', set: said, drop });
}
