import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Environment, readEnvironment } from '../environment.ts';
import { markTallies, readGivenUp } from './given-up.ts';
import { makeSurveyStore } from './survey-store.ts';

const NAMES = ['STAGE_TABLE'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const surveys = makeSurveyStore(DynamoDBDocumentClient.from(new DynamoDBClient()), env.STAGE_TABLE);
const logger = new Logger();
const metrics = new Metrics();

/** What the tally's mapping gave up → a mark on every tally that may miss ballots. Never counted again: the recount has them. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const answer = await processPartialResponse(event, degrade, new BatchProcessor(EventType.SQS), {
    context,
    throwOnFullBatchFailure: false,
  });
  metrics.addMetric('GivenUpBatches', MetricUnit.Count, event.Records.length);
  metrics.publishStoredMetrics();
  return answer;
};

const degrade = async ({ body, messageId }: SQSRecord): Promise<void> => {
  try {
    const givenUp = readGivenUp(body);
    logger.error('ballots were given up by the tally', { ...givenUp });
    metrics.addMetric('GivenUpBallots', MetricUnit.Count, givenUp.batchSize);
    const marked = await markTallies(surveys, new Date().toISOString());
    logger.warn('tallies may miss ballots', { marked });
  } catch (error) {
    logger.error('tallies not marked', { messageId, error });
    throw error;
  }
};
