import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { STREAM_PREFIX, stageKey } from '../keys.ts';
import { checkDone } from '../refuse.ts';
import type { QueryStreamsArgs, StageStream } from '../schema.generated.ts';
import type { StreamRow } from './stream.ts';

export function request(ctx: Context<QueryStreamsArgs>): DynamoDBQueryRequest {
  const values = { ':pk': stageKey(ctx.args.stage).pk, ':prefix': STREAM_PREFIX };
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND begins_with(sk, :prefix)',
      expressionValues: util.dynamodb.toMapValues(values),
    },
    consistentRead: true,
  };
}

/** Without the timer's row, which has no channel. */
export function response(ctx: Context): StageStream[] {
  checkDone(ctx);
  const rows: Partial<StreamRow>[] = ctx.result.items;
  return rows.filter(({ channel }) => channel !== undefined) as StageStream[];
}
