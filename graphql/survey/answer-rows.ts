import { type Context, type DynamoDBBatchGetItemRequest, util } from '@aws-appsync/utils';
import { answerKey } from '../keys.ts';
import { checkDone } from '../refuse.ts';
import type { Answer } from '../schema.generated.ts';
import { BALLOT_TABLE } from './ballot-table.ts';

/** Reads up to 100 answers of a TEXT by their ids. */
export function readAnswers(survey: string, ids: string[], consistentRead: boolean): DynamoDBBatchGetItemRequest {
  const keys = ids.map((id) => util.dynamodb.toMapValues({ ...answerKey(survey, id) }));
  return { operation: 'BatchGetItem', tables: { [BALLOT_TABLE]: { keys, consistentRead } } };
}

/** The answers that `readAnswers` found, in the order of its ids. Throttled keys fail the field: half a list is no list. */
export function foundAnswers(ctx: Context): Answer[] {
  checkDone(ctx);
  const unprocessed = ctx.result.unprocessedKeys?.[BALLOT_TABLE] ?? [];
  if (unprocessed.length > 0)
    util.error('Some answers could not be read.', 'DynamoDB:ProvisionedThroughputExceededException');
  const rows: (Answer | null)[] = ctx.result.data[BALLOT_TABLE];
  return rows.filter((row) => row !== null);
}
