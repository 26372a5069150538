import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Environment, readEnvironment } from '../environment.ts';
import { parseFramesMessage } from './frames-message.ts';
import { makeFramesQueue } from './frames-queue.ts';

const NAMES = ['FRAMES_QUEUE_URL'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const frames = makeFramesQueue(new SQSClient({ useQueueUrlAsEndpoint: false }), env.FRAMES_QUEUE_URL);
const logger = new Logger();

/** Repeats that have waited long enough → the queue of frames. A FIFO queue delays all its messages or none, hence two queues. */
export const handler = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
  processPartialResponse(event, moveOn, new SqsFifoPartialProcessorAsync(), {
    context,
    skipGroupOnError: true,
    throwOnFullBatchFailure: false,
  });

const moveOn = async ({ body, messageId }: SQSRecord): Promise<void> => {
  try {
    await frames.putRepeat(parseFramesMessage(body), messageId);
  } catch (error) {
    logger.error('a repeat was not queued', { messageId, error });
    throw error;
  }
};
