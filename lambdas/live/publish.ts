import { setTimeout } from 'node:timers/promises';
import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type Environment, readEnvironment } from '../environment.ts';
import { makeFramesQueue } from '../fallback/frames-queue.ts';
import { makeAppSync } from './appsync.ts';
import { makeComeAgainSoon } from './come-again-soon.ts';
import { makeLiveStore } from './live-store.ts';
import { publishBatch } from './publish-batch.ts';
import { publishSite } from './publish-site.ts';
import { publishStage } from './publish-stage.ts';
import { publishVisible } from './publish-visible.ts';
import type { Publisher } from './publisher.ts';
import { makeSnapshotStore } from './snapshot-store.ts';

const NAMES = [
  'STAGE_TABLE',
  'BALLOT_TABLE',
  'LIVE_BUCKET',
  'GRAPHQL_URL',
  'FRAMES_QUEUE_URL',
  'ACTS_QUEUE_URL',
  'ACTS_PAUSE_SECONDS',
] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
const s3 = new S3Client();
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
const comeAgainSoon = makeComeAgainSoon(sqs, env.ACTS_QUEUE_URL, Number(env.ACTS_PAUSE_SECONDS));
const logger = new Logger();
const metrics = new Metrics();

/** Left for the answer: a function that times out fails also what it has published. */
const RESERVE_MS = 500;

/** The queues `live` and `live-routine` → every page of the stages that they name. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const publisher = makePublisher(AbortSignal.timeout(context.getRemainingTimeInMillis() - RESERVE_MS));
  const failures = await publishBatch(event.Records, (page, routine) => {
    if (page === 'site') return publishSite(publisher);
    return routine ? publishVisible(page.stage, publisher) : publishStage(page.stage, publisher);
  });
  for (const [messageId, error] of failures) logger.error('not published', { messageId, error });
  metrics.addMetric('FailedMessages', MetricUnit.Count, failures.size);
  metrics.publishStoredMetrics();
  const answer = await processPartialResponse(event, throwFailure(failures), new SqsFifoPartialProcessorAsync(), {
    context,
    skipGroupOnError: true,
    throwOnFullBatchFailure: false,
  });
  const again = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  await comeAgainSoon(event.Records.filter(({ messageId }) => again.has(messageId))).catch((error: unknown) =>
    logger.warn('tried again later than it could be', { error }),
  );
  return answer;
};

const throwFailure =
  (failures: ReadonlyMap<string, unknown>) =>
  async ({ messageId }: { messageId: string }): Promise<void> => {
    if (failures.has(messageId)) throw failures.get(messageId);
  };

const makePublisher = (signal: AbortSignal): Publisher => ({
  store: makeLiveStore(documents, { stages: env.STAGE_TABLE, ballots: env.BALLOT_TABLE }, signal),
  files: makeSnapshotStore(s3, env.LIVE_BUCKET, signal),
  appsync: makeAppSync({
    url: env.GRAPHQL_URL,
    region: s3.config.region,
    credentials: s3.config.credentials,
    signal,
    fetch,
    pause: (ms) => setTimeout(ms, undefined, { signal }),
  }),
  frames: makeFramesQueue(sqs, env.FRAMES_QUEUE_URL, signal),
  now: () => new Date(),
  pause: (ms) => setTimeout(ms, undefined, { signal }),
  notice: (what, details) => {
    logger.info(what, { ...details });
    metrics.addMetric(what, MetricUnit.Count, 1);
  },
});
