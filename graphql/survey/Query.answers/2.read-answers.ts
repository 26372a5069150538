// data source: BALLOT
import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import { answerKey } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { AnswerPage, AnswerReview, QueryAnswersArgs, ReviewedAnswer } from '../../schema.generated.ts';
import type { SurveyRow } from '../machine.ts';

/** Answers of a page. */
const PAGE = 200;

export function request(ctx: Context<QueryAnswersArgs>): DynamoDBQueryRequest {
  if (ctx.prev.result === null) runtime.earlyReturn(null);
  const { survey, nextToken } = ctx.args;
  const { pk, sk } = answerKey(survey, '');
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND begins_with(sk, :prefix)',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk, ':prefix': sk }),
    },
    limit: PAGE,
    consistentRead: true,
    ...(nextToken ? { nextToken } : {}),
  };
}

export function response(ctx: Context): AnswerPage {
  checkDone(ctx);
  const survey: SurveyRow = ctx.stash.survey;
  const answers: Omit<ReviewedAnswer, 'review'>[] = ctx.result.items;
  return {
    answers: answers.map((answer) => ({ ...answer, review: reviewOf(survey, answer.id) })),
    nextToken: ctx.result.nextToken,
  };
}

function reviewOf({ answersShown, answersRejected }: SurveyRow, answer: string): AnswerReview {
  if ((answersShown ?? []).indexOf(answer) >= 0) return 'SHOWN';
  return (answersRejected ?? []).indexOf(answer) >= 0 ? 'REJECTED' : 'NEW';
}
