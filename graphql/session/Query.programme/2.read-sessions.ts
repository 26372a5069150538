import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { SESSION_PREFIX, stageKey } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { Programme, QueryProgrammeArgs } from '../../schema.generated.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';
import { sessionsInOrder } from '../session.ts';

/** Sessions of a page: below DynamoDB's 1 MB even with long descriptions in several languages. */
const PAGE = 40;

/** Rows lie in order of their ids, so each page is in order of time by itself; whoever reads all pages puts them in order. */
export function request(ctx: Context<QueryProgrammeArgs>): DynamoDBQueryRequest {
  const { pk } = stageKey(ctx.args.stage);
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND begins_with(sk, :prefix)',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk, ':prefix': SESSION_PREFIX }),
    },
    limit: PAGE,
    consistentRead: isStaff(ctx),
    ...(ctx.args.nextToken ? { nextToken: ctx.args.nextToken } : {}),
  };
}

export function response(ctx: Context): Programme {
  checkDone(ctx);
  return { sessions: sessionsInOrder(ctx.result.items), nextToken: ctx.result.nextToken };
}
