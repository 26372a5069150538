import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import type { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import type { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import type { Env } from '../../lambdas/live/publish.ts';
import type { Alarms } from '../alarm/alarms.ts';
import type { GraphqlApi } from '../api/graphql-api.ts';
import { PrivateBucket } from '../bucket/private-bucket.ts';
import { WINDOW_SECONDS } from '../change/change.ts';
import { ChangeQueue } from '../change/change-queue.ts';
import { NodeFunction } from '../lambda/node-function.ts';

/** Seconds of one publish; what it does within fits its time-outs to this. */
const TIMEOUT = 5;

/** Seconds for which a received message stays unseen, where the function died with it. */
const VISIBILITY = 2 * TIMEOUT;

/** Seconds between two tries of an act: while AppSync is away the snapshot and the picture bring it to pages within twelve all the same. */
const ACTS_PAUSE = 4;

/** Ten minutes of failures make a dead letter, not one; in seconds. */
const MOST_FAILING = 600;

/** Below these lie snapshots, and texts by hash. */
export const LIVE_PREFIXES = ['live/', 'text/'] as const;

export interface LiveProps {
  readonly prefix: string;
  readonly account: string;
  readonly protect: boolean;
  readonly table: DynamodbTable;
  /** Has the free-text answers that a survey shows. */
  readonly ballots: DynamodbTable;
  /** What is to be sent into pictures. */
  readonly frames: SqsQueue;
  readonly topic: SnsTopic;
  readonly api: GraphqlApi;
  readonly alarms: Alarms;
}

/** Publishes LiveStates: from the changes of a stage to subscriptions and to the snapshot. */
export class Live extends Construct {
  /** `live/<stage>.json`, `live/site.json` and `text/<stage>/<hash>.json`. All of it can be published again. */
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: LiveProps) {
    super(scope, id);
    const { prefix, table, ballots, frames, topic, api, alarms } = props;
    this.bucket = new PrivateBucket(this, 'bucket', {
      name: `${prefix}-live-${props.account}`,
      logicalId: 'live_bucket',
      protect: props.protect,
    });
    const { arn } = this.bucket.bucket;

    const acts = new ChangeQueue(this, 'acts', {
      visibility: VISIBILITY,
      // The function lets acts that it could not publish come again sooner.
      maxReceives: MOST_FAILING / ACTS_PAUSE,
      prefix,
      name: 'live',
      topic,
      filter: { kind: ['change'], routine: ['false'] },
      alarms,
      whatToDo:
        'Acts of operators were not published for ten minutes. Look for errors of the publish function, mend, then redrive the queue: a ' +
        'publish always reads the newest state, so an old message does no harm.',
      whatToDoOnBacklog:
        'Acts of operators wait to be published: pages show an old state. The log of the publish function says which delivery fails.',
    });
    const routine = new ChangeQueue(this, 'routine', {
      visibility: VISIBILITY,
      maxReceives: MOST_FAILING / VISIBILITY,
      prefix,
      name: 'live-routine',
      topic,
      filter: { kind: ['tick'] },
      delay: WINDOW_SECONDS,
      alarms,
      whatToDo:
        'Ticks were not published for ten minutes. Look for errors of the publish function and mend; then purge: newer ticks say the same.',
      whatToDoOnBacklog:
        'Ticks wait to be published: stages on air will look stale. The log of the publish function says which delivery fails.',
    });

    const { fn } = new NodeFunction(this, 'publish', {
      name: `${prefix}-live-publish`,
      entry: 'lambdas/live/publish.ts',
      environment: {
        STAGE_TABLE: table.name,
        BALLOT_TABLE: ballots.name,
        LIVE_BUCKET: this.bucket.bucket.bucket,
        GRAPHQL_URL: api.url,
        FRAMES_QUEUE_URL: frames.id,
        ACTS_QUEUE_URL: acts.queue.id,
        ACTS_PAUSE_SECONDS: String(ACTS_PAUSE),
      } satisfies Env,
      statements: [
        { actions: ['appsync:GraphQL'], resources: [api.fieldArn('Mutation', 'publishLiveState')] },
        { actions: ['s3:GetObject'], resources: [`${arn}/live/*`] },
        { actions: ['s3:PutObject'], resources: LIVE_PREFIXES.map((below) => `${arn}/${below}*`) },
        {
          actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
          resources: [table.arn],
        },
        { actions: ['dynamodb:BatchGetItem'], resources: [ballots.arn] },
        { actions: ['sqs:SendMessage'], resources: [frames.arn] },
        {
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          resources: [acts.queue.arn, routine.queue.arn],
        },
        { actions: ['sqs:ChangeMessageVisibility'], resources: [acts.queue.arn] },
      ],
      timeout: TIMEOUT,
      memory: 512,
      alarms,
      whatToDo:
        'Pages show an old state while the publish function fails. Its log says which delivery fails: AppSync, the snapshot in S3, or the read.',
    });

    // Bounded here and not by reserved concurrency, which uses up receives and which a new account with ten executions in all refuses.
    const limits = [
      { id: 'on-act', queue: acts.queue, maximumConcurrency: 10 },
      { id: 'on-tick', queue: routine.queue, maximumConcurrency: 5 },
    ];
    for (const { id, queue, maximumConcurrency } of limits) {
      new LambdaEventSourceMapping(this, id, {
        eventSourceArn: queue.arn,
        functionName: fn.arn,
        batchSize: 10,
        functionResponseTypes: ['ReportBatchItemFailures'],
        scalingConfig: { maximumConcurrency },
      });
    }
  }
}
