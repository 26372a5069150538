import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Environment, readEnvironment } from '../environment.ts';
import { readSurveyChange } from './survey-change.ts';
import { makeSurveyStore } from './survey-store.ts';
import { timedAct } from './timed-act.ts';
import { makeTimer } from './timer.ts';

const NAMES = ['STAGE_TABLE', 'MACHINE_ARN'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const surveys = makeSurveyStore(DynamoDBDocumentClient.from(new DynamoDBClient()), env.STAGE_TABLE);
const timer = makeTimer(new SFNClient(), env.MACHINE_ARN);
const logger = new Logger();
const metrics = new Metrics();

/** Changes of surveys → executions that wait for a survey's deadline, and for the time of its recount. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const answer = await processPartialResponse(event, schedule, new SqsFifoPartialProcessorAsync(), {
    context,
    skipGroupOnError: true,
    throwOnFullBatchFailure: false,
  });
  metrics.addMetric('Changes', MetricUnit.Count, event.Records.length);
  metrics.publishStoredMetrics();
  return answer;
};

const schedule = async ({ body, messageId }: SQSRecord): Promise<void> => {
  try {
    const change = await readSurveyChange(body, (id) => surveys.read(id));
    const act = change && timedAct(change.survey, change.before);
    if (!act) return;
    const started = await timer.start(act);
    logger.info(started ? 'scheduled' : 'scheduled before', { ...act });
    if (started) metrics.addMetric('Scheduled', MetricUnit.Count, 1);
  } catch (error) {
    logger.error('not scheduled', { messageId, error });
    throw error;
  }
};
