import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Environment, readEnvironment } from '../environment.ts';
import { makeBallotStore } from './ballot-store.ts';
import { readCasts } from './casts.ts';
import { type Counting, countBatch } from './count-batch.ts';
import { makeSurveyStore } from './survey-store.ts';

const NAMES = ['STAGE_TABLE', 'BALLOT_TABLE'] as const;
export type Env = Environment<typeof NAMES>;

/** Under a tumbling window an event names its shard. The last one of a window has no records. */
type WindowEvent = Partial<DynamoDBStreamEvent> & { readonly shardId?: string; readonly state?: unknown };

const env = readEnvironment(NAMES);
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
const logger = new Logger();
const metrics = new Metrics();

/** The Ballot table's stream → the tally. Counts nothing twice that it is given again. */
export const handler = async (event: WindowEvent): Promise<DynamoDBBatchResponse & { state: unknown }> => {
  const { shardId, state = {}, Records = [] } = event;
  if (!shardId) throw new Error('an event without shardId: its mapping has no tumbling window');
  const { casts, unreadable } = readCasts(Records);
  if (unreadable) logger.error('a record cannot be read', { ...unreadable });
  const failed = await countBatch(casts, shardId, counting);
  metrics.addMetric('Records', MetricUnit.Count, Records.length);
  metrics.publishStoredMetrics();
  const from = failed?.sequenceNumber ?? unreadable?.sequenceNumber;
  return { state, batchItemFailures: from === undefined ? [] : [{ itemIdentifier: from }] };
};

const counting: Counting = {
  surveys: makeSurveyStore(documents, env.STAGE_TABLE),
  ballots: makeBallotStore(documents, env.BALLOT_TABLE),
  notice: (what, amount, details) => {
    const failure = what === 'NotTallied' || what === 'UnknownSurvey';
    logger[failure ? 'error' : 'debug'](what, { amount, ...details });
    metrics.addMetric(what, MetricUnit.Count, amount);
  },
};
