import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone } from '../../refuse.ts';
import type { SurveyRow } from '../machine.ts';
import type { Staged } from '../read-survey.ts';

/** What opening needs to know. */
export interface Opening extends Staged {
  /** The survey that is on the stage's page, if any. */
  onPage: SurveyRow | null;
}

export function request(ctx: Context): DynamoDBGetItemRequest {
  const staged: Staged = ctx.prev.result;
  if (!staged.stage.survey) runtime.earlyReturn({ ...staged, onPage: null });
  return readRow(surveyKey(staged.stage.survey ?? ''), true);
}

export function response(ctx: Context): Opening {
  checkDone(ctx);
  const staged: Staged = ctx.prev.result;
  return { ...staged, onPage: ctx.result };
}
