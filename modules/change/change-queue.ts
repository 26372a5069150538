import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy';
import { Construct } from 'constructs';
import type { Alarms } from '../alarm/alarms.ts';

const DAY = 86_400;

export interface ChangeQueueProps {
  readonly prefix: string;
  /** The queue is `<prefix>-<name>.fifo`, its dead letters lie in `<prefix>-<name>-dead.fifo`. */
  readonly name: string;
  readonly topic: SnsTopic;
  /** By message attribute, the values to take: `{kind: ['tick']}`. */
  readonly filter: Readonly<Record<string, readonly string[]>>;
  /** Seconds for which a message stays unseen after it arrives. Default 0. */
  readonly delay?: number;
  /** Seconds for which a received message stays unseen; at least the consumer's time-out. */
  readonly visibility: number;
  /** Receives after which a message is a dead letter. Every receive counts, whatever its reason. */
  readonly maxReceives: number;
  readonly alarms: Alarms;
  /** What dead letters mean, and what to do. */
  readonly whatToDo: string;
  /** What it means that messages wait, and what to do. */
  readonly whatToDoOnBacklog: string;
}

/** A subscriber of what changed: a FIFO queue with its dead letters, which the topic alone may fill. A new feature starts with one. */
export class ChangeQueue extends Construct {
  readonly queue: SqsQueue;
  readonly dead: SqsQueue;

  constructor(scope: Construct, id: string, props: ChangeQueueProps) {
    super(scope, id);
    const name = `${props.prefix}-${props.name}`;
    const logicalId = props.name.replaceAll('-', '_');

    this.dead = new SqsQueue(this, 'dead', {
      name: `${name}-dead.fifo`,
      fifoQueue: true,
      sqsManagedSseEnabled: true,
      // As long as there is.
      messageRetentionSeconds: 14 * DAY,
    });
    this.dead.overrideLogicalId(`${logicalId}_dead`);

    this.queue = new SqsQueue(this, 'queue', {
      name: `${name}.fifo`,
      fifoQueue: true,
      sqsManagedSseEnabled: true,
      delaySeconds: props.delay ?? 0,
      visibilityTimeoutSeconds: props.visibility,
      messageRetentionSeconds: 4 * DAY,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.dead.arn, maxReceiveCount: props.maxReceives }),
    });
    this.queue.overrideLogicalId(logicalId);

    new SqsQueueRedriveAllowPolicy(this, 'redrive', {
      queueUrl: this.dead.id,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [this.queue.arn] }),
    });
    const policies = [this.queue, this.dead].map((queue) => this.#letIn(props.topic, queue));
    new SnsTopicSubscription(this, 'subscription', {
      topicArn: props.topic.arn,
      protocol: 'sqs',
      endpoint: this.queue.arn,
      rawMessageDelivery: true,
      filterPolicyScope: 'MessageAttributes',
      filterPolicy: JSON.stringify(props.filter),
      // What SNS cannot deliver it would drop: at once, where the queue refuses it.
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.dead.arn }),
      dependsOn: policies,
    });
    props.alarms.onDeadLetters(this.dead, props.whatToDo);
    props.alarms.onBacklog(this.queue, props.whatToDoOnBacklog);
  }

  /** The topic, and nobody else, may put messages into the queue. */
  #letIn(topic: SnsTopic, queue: SqsQueue): SqsQueuePolicy {
    const document = new DataAwsIamPolicyDocument(queue, 'senders', {
      statement: [
        {
          actions: ['sqs:SendMessage'],
          resources: [queue.arn],
          principals: [{ type: 'Service', identifiers: ['sns.amazonaws.com'] }],
          condition: [{ test: 'ArnEquals', variable: 'aws:SourceArn', values: [topic.arn] }],
        },
      ],
    });
    return new SqsQueuePolicy(queue, 'policy', { queueUrl: queue.id, policy: document.json });
  }
}
