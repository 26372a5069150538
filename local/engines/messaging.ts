import type { AddressInfo } from 'node:net';
import type { World } from '../terraform/world.ts';
import { answerOrigins, createBuckets } from './messaging/buckets.ts';
import { honourWriteConditions } from './messaging/conditional-writes.ts';
import { buildApp, FileS3Persistence, S3Store, SnsStore } from './messaging/fauxqs.ts';
import { type LocalQueue, LocalQueues } from './messaging/local-queue.ts';
import { createQueues } from './messaging/queues.ts';
import { deduplicateInTopics } from './messaging/topic-deduplication.ts';
import { createTopics } from './messaging/topics.ts';
import type { Allowed, Report } from './ports.ts';

export const MESSAGING_TYPES = [
  'aws_sns_topic',
  'aws_sns_topic_subscription',
  'aws_sqs_queue',
  'aws_sqs_queue_redrive_policy',
  'aws_sqs_queue_redrive_allow_policy',
  'aws_s3_bucket',
  'aws_s3_object',
  'aws_s3_bucket_cors_configuration',
] as const;

export interface MessagingOptions {
  world: World;
  /** Asked with ('sns.amazonaws.com', 'sqs:SendMessage', queue, topic) before each delivery. */
  allowed: Allowed;
  /** Keeps S3's objects there; messages are in memory in any case. */
  dataDir?: string;
  report?: Report;
}

export interface Messaging {
  /** Takes SNS, SQS and S3 (path style) calls. */
  url: string;
  /** The queue with this ARN. @throws if there is none */
  queue(arn: string): LocalQueue;
  /** Puts a message as AWS's own services do. */
  send(queueArn: string, body: string): void;
  /** Puts the world's objects again, after a new build. */
  putObjects(world: World): void;
  stop(): Promise<void>;
}

/** Starts fauxqs in this process, on loopback, with its defects mended and the world's topics, queues and buckets. */
export async function startMessaging({
  world,
  allowed,
  dataDir,
  report = () => undefined,
}: MessagingOptions): Promise<Messaging> {
  const queues = new LocalQueues();
  const topics = new SnsStore();
  const objects = new S3Store();
  if (dataDir) {
    const disk = new FileS3Persistence(dataDir);
    disk.loadS3(objects);
    objects.persistence = disk;
  }
  createQueues(queues, world);
  createTopics({ store: topics, queues, world, allowed, report });
  createBuckets(objects, world);

  const app = buildApp({
    logger: false,
    host: 'localhost',
    defaultRegion: world.region,
    stores: { sqsStore: queues, snsStore: topics, s3Store: objects },
  });
  deduplicateInTopics(app, topics);
  honourWriteConditions(app, objects);
  answerOrigins(app, world);
  await app.listen({ host: '127.0.0.1', port: 0 });

  const queue = (arn: string) => {
    const found = queues.getQueueByArn(arn);
    if (!found) throw new Error(`there is no queue ${arn}`);
    return found;
  };
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    queue,
    send: (arn, body) => queue(arn).enqueue(LocalQueues.createMessage(body)),
    putObjects: (next) => createBuckets(objects, next),
    stop: async () => {
      await app.close();
    },
  };
}
