import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { eventKey, eventOf, surveyKey } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import type { Event, QueryResultsArgs } from '../../schema.generated.ts';
import { admitViewer, checkVisible, isStaff } from '../../viewer/admit-viewer.ts';
import type { SurveyRow } from '../machine.ts';

export function request(ctx: Context<QueryResultsArgs>): DynamoDBBatchGetItemRequest {
  const { survey } = ctx.args;
  const event = eventOf(survey);
  admitViewer(ctx, event);
  return readRows([eventKey(event), surveyKey(survey)], isStaff(ctx));
}

/** Leaves the survey in `ctx.stash.survey`. Of a draft there are no results: null, as if there were no such survey. */
export function response(ctx: Context): SurveyRow | null {
  const [event, survey] = foundRows<Event | SurveyRow>(ctx) as [Event | null, SurveyRow | null];
  checkVisible(ctx, event);
  if (survey === null || survey.state === 'DRAFT') return null;
  ctx.stash.survey = survey;
  return survey;
}
