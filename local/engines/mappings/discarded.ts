import type { Invocation } from '../functions.ts';
import type { StreamRecord } from '../stream-shards.ts';

export type Condition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

const seconds = (record: StreamRecord) => new Date(record.dynamodb.ApproximateCreationDateTime * 1000).toISOString();

/**
 * What an on-failure destination gets of a batch that was given up: where its records are, not the records.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function discardedBatch(batch: {
  records: readonly [StreamRecord, ...StreamRecord[]];
  shardId: string;
  functionArn: string;
  condition: Condition;
  /** How often the function was given it. */
  invokeCount: number;
  /** Missing where it never was. */
  last?: Invocation;
}): string {
  const { records, last } = batch;
  const [first] = records;
  const final = records.at(-1) ?? first;
  return JSON.stringify({
    requestContext: {
      requestId: last?.requestId ?? crypto.randomUUID(),
      functionArn: batch.functionArn,
      condition: batch.condition,
      approximateInvokeCount: batch.invokeCount,
    },
    ...(last && {
      responseContext: { statusCode: last.statusCode, executedVersion: '$LATEST', functionError: last.functionError },
    }),
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: batch.shardId,
      startSequenceNumber: first.dynamodb.SequenceNumber,
      endSequenceNumber: final.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: seconds(first),
      approximateArrivalOfLastRecord: seconds(final),
      batchSize: records.length,
      streamArn: first.eventSourceARN,
    },
  });
}
