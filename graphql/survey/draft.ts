import type { DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { stageOf, surveyKey } from '../keys.ts';
import type { Survey } from '../schema.generated.ts';
import { changeRow, setOrRemove } from '../write-rows.ts';
import { listSurvey } from './stage-row.ts';
import { fieldsOf, type SurveyFields } from './survey.ts';

/** A survey that was never opened, without what every row says about its last change. */
export type Draft = SurveyFields & Pick<Survey, 'id' | 'stage' | 'state' | 'resultsShown' | 'edited' | 'copyOf'>;

/** A draft with these fields. `edited`: those that were edited at the desk. */
export function draftOf(id: string, fields: SurveyFields, edited: string[]): Draft {
  return { id, stage: stageOf(id), ...fields, state: 'DRAFT', resultsShown: false, edited };
}

/** A draft with the words of another survey. */
export function copyOf(survey: Pick<Survey, 'id'> & SurveyFields, copy: string): Draft {
  return { ...draftOf(copy, fieldsOf(survey), []), copyOf: survey.id };
}

/** A new draft as writes of one transaction: its row, and its place in the stage's list. */
export function writeDraft(draft: Draft, said: Record<string, unknown>): DynamoDBUpdateItemRequest[] {
  return [
    changeRow({ key: surveyKey(draft.id), seen: 'ABSENT', ...setOrRemove({ ...draft, ...said }) }),
    listSurvey(draft.stage, draft.id, said),
  ];
}
