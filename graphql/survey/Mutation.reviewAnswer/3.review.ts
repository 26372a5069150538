import type { Context, DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { surveyKey } from '../../keys.ts';
import { checkDone, refuseIf } from '../../refuse.ts';
import type { MutationReviewAnswerArgs, Survey } from '../../schema.generated.ts';
import { changeRow, stamp } from '../../write-rows.ts';
import type { SurveyRow } from '../machine.ts';
import { checkReviewed, reviewed } from '../review.ts';

export function request(ctx: Context<MutationReviewAnswerArgs>): DynamoDBUpdateItemRequest {
  const survey: SurveyRow = ctx.prev.result;
  const lists = reviewed(survey, ctx.args.answer, ctx.args.review);
  refuseIf(checkReviewed(lists));
  return changeRow({
    key: surveyKey(survey.id),
    seen: survey.version,
    set: { ...lists, ...stamp(ctx, 'DESK') },
  });
}

export function response(ctx: Context): Survey {
  checkDone(ctx);
  return ctx.result;
}
