import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy';
import { Construct } from 'constructs';
import type { Env as RepeatEnv } from '../../lambdas/fallback/repeat-frames.ts';
import type { Env } from '../../lambdas/fallback/send-frames.ts';
import type { Alarms } from '../alarm/alarms.ts';
import type { PrivateBucket } from '../bucket/private-bucket.ts';
import { NodeFunction } from '../lambda/node-function.ts';

const DAY = 86_400;

/** Seconds of one sending: a state and at most three dozen frames of texts, four a second. One that failed holds back its channel for twice as long. */
const TIMEOUT = 20;

/** Channels that are sent to at a time. Amazon IVS takes 155 frames a second of an account; each sender makes at most four. */
const MOST_SENDERS = 38;

/** Seconds between the end of one repeat and the next. Hardly any rest: what was lost is told again the sooner (bench/RESULTS.md, frames). */
const REPEAT_DELAY = 1;

export interface FramesQueueProps {
  readonly prefix: string;
  readonly alarms: Alarms;
}

/** What publishes want to be sent into pictures. Made before the publisher, which fills it, and the sender, which reads what was published. */
export class FramesQueue extends Construct {
  readonly queue: SqsQueue;

  constructor(scope: Construct, id: string, { prefix, alarms }: FramesQueueProps) {
    super(scope, id);
    this.queue = fifo(this, 'frames', {
      prefix,
      delay: 0,
      alarms,
      whatToDo:
        'States were not sent into the pictures for minutes: pages without a live connection ask the snapshot instead. Look for errors of the ' +
        'send-frames function, mend; then purge: newer states say the same.',
      whatToDoOnBacklog:
        'States wait to be sent into the pictures: pages without a live connection ask the snapshot instead. The log of the send-frames ' +
        'function says why.',
    });
  }
}

export interface FramesProps {
  readonly prefix: string;
  readonly table: DynamodbTable;
  readonly live: PrivateBucket;
  readonly frames: SqsQueue;
  /** ARNs of the pool's channels. */
  readonly channels: readonly string[];
  readonly alarms: Alarms;
}

/** The fallback: what is published goes into the pictures too, again and again, for pages whose live connection is down. */
export class Frames extends Construct {
  constructor(scope: Construct, id: string, props: FramesProps) {
    super(scope, id);
    const { prefix, table, live, frames, channels, alarms } = props;
    const repeats = fifo(this, 'frames-repeat', {
      prefix,
      delay: REPEAT_DELAY,
      alarms,
      whatToDo:
        'Repeats of states in the pictures were not queued. Look for errors of the repeat-frames function, mend, then purge.',
      whatToDoOnBacklog: 'Repeats of states in the pictures wait. The log of the repeat-frames function says why.',
    });
    const { fn: send } = new NodeFunction(this, 'send', {
      name: `${prefix}-fallback-send-frames`,
      entry: 'lambdas/fallback/send-frames.ts',
      environment: {
        STAGE_TABLE: table.name,
        LIVE_BUCKET: live.bucket.bucket,
        REPEAT_QUEUE_URL: repeats.id,
      } satisfies Env,
      statements: [
        { actions: ['dynamodb:GetItem'], resources: [table.arn] },
        { actions: ['s3:GetObject'], resources: [`${live.bucket.arn}/text/*`] },
        { actions: ['ivs:PutMetadata'], resources: [...channels] },
        { actions: ['sqs:SendMessage'], resources: [repeats.arn] },
        { actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], resources: [frames.arn] },
      ],
      timeout: TIMEOUT,
      alarms,
      whatToDo:
        'Pages without a live connection ask the snapshot instead of reading the picture while the send-frames function fails. Its log says why.',
    });
    const { fn: repeat } = new NodeFunction(this, 'repeat', {
      name: `${prefix}-fallback-repeat-frames`,
      entry: 'lambdas/fallback/repeat-frames.ts',
      environment: { FRAMES_QUEUE_URL: frames.id } satisfies RepeatEnv,
      statements: [
        { actions: ['sqs:SendMessage'], resources: [frames.arn] },
        { actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], resources: [repeats.arn] },
      ],
      timeout: 10,
      alarms,
      whatToDo: 'States are not repeated in the pictures while the repeat-frames function fails. Its log says why.',
    });
    const mappings = [
      { id: 'on-frames', queue: frames, fn: send, maximumConcurrency: MOST_SENDERS },
      { id: 'on-repeat', queue: repeats, fn: repeat, maximumConcurrency: 2 },
    ];
    for (const { id, queue, fn, maximumConcurrency } of mappings) {
      new LambdaEventSourceMapping(this, id, {
        eventSourceArn: queue.arn,
        functionName: fn.arn,
        // One message is one sending, whose pace is kept within the call.
        batchSize: 1,
        functionResponseTypes: ['ReportBatchItemFailures'],
        scalingConfig: { maximumConcurrency },
      });
    }
  }
}

interface FifoProps {
  readonly prefix: string;
  readonly delay: number;
  readonly alarms: Alarms;
  readonly whatToDo: string;
  readonly whatToDoOnBacklog: string;
}

function fifo(scope: Construct, name: string, props: FifoProps): SqsQueue {
  const logicalId = name.replaceAll('-', '_');
  const dead = new SqsQueue(scope, `${name}-dead`, {
    name: `${props.prefix}-${name}-dead.fifo`,
    fifoQueue: true,
    sqsManagedSseEnabled: true,
    messageRetentionSeconds: 14 * DAY,
  });
  dead.overrideLogicalId(`${logicalId}_dead`);
  const queue = new SqsQueue(scope, name, {
    name: `${props.prefix}-${name}.fifo`,
    fifoQueue: true,
    sqsManagedSseEnabled: true,
    delaySeconds: props.delay,
    visibilityTimeoutSeconds: 2 * TIMEOUT,
    // What is older was told by something newer long ago.
    messageRetentionSeconds: 3_600,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 5 }),
  });
  queue.overrideLogicalId(logicalId);
  new SqsQueueRedriveAllowPolicy(scope, `${name}-redrive`, {
    queueUrl: dead.id,
    redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] }),
  });
  props.alarms.onDeadLetters(dead, props.whatToDo);
  props.alarms.onBacklog(queue, props.whatToDoOnBacklog);
  return queue;
}
