import { setTimeout } from 'node:timers/promises';
import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IvsClient } from '@aws-sdk/client-ivs';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Environment, readEnvironment } from '../environment.ts';
import { parseFramesMessage } from './frames-message.ts';
import { makePicture } from './picture.ts';
import { makeRepeats } from './repeats.ts';
import { type Sending, sendMessage } from './send-message.ts';
import { makeSentStore } from './sent-store.ts';

const NAMES = ['STAGE_TABLE', 'LIVE_BUCKET', 'REPEAT_QUEUE_URL'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
const logger = new Logger();
const metrics = new Metrics();

const sending: Sending = {
  ...makeSentStore({ documents, table: env.STAGE_TABLE, s3: new S3Client(), bucket: env.LIVE_BUCKET }),
  putFrame: makePicture(new IvsClient()),
  repeat: makeRepeats(new SQSClient({ useQueueUrlAsEndpoint: false }), env.REPEAT_QUEUE_URL),
  pause: (ms) => setTimeout(ms),
  random: Math.random,
  notice: (what, details) => {
    logger.debug(what, details);
    metrics.addMetric(what, MetricUnit.Count, 1);
  },
};

/** The queues of frames → the pictures. One channel's messages come one after the other; the pace is kept within the call. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const answer = await processPartialResponse(event, send, new SqsFifoPartialProcessorAsync(), {
    context,
    skipGroupOnError: true,
    throwOnFullBatchFailure: false,
  });
  metrics.publishStoredMetrics();
  return answer;
};

const send = async ({ body, messageId }: SQSRecord): Promise<void> => {
  try {
    await sendMessage(parseFramesMessage(body), sending);
  } catch (error) {
    logger.error('frames not sent', { messageId, error });
    throw error;
  }
};
