import { z } from 'zod';
import { resourcesOf, type World } from '../../terraform/world.ts';
import { attributes, count, readAs, withoutEffect } from '../resource-schema.ts';
import type { LocalQueues } from './local-queue.ts';

const encryption = withoutEffect('the messages are in memory');
const schema = attributes({
  name: z.string(),
  url: z.string(),
  fifo_queue: z.boolean().optional(),
  content_based_deduplication: z.boolean().optional(),
  delay_seconds: count.optional(),
  visibility_timeout_seconds: count.optional(),
  message_retention_seconds: count.optional(),
  receive_wait_time_seconds: count.optional(),
  max_message_size: count.optional(),
  redrive_policy: z.string().optional(),
  redrive_allow_policy: z.string().optional(),
  policy: withoutEffect('asked where the message comes in'),
  sqs_managed_sse_enabled: encryption,
  kms_master_key_id: encryption,
  kms_data_key_reuse_period_seconds: encryption,
  deduplication_scope: z.literal('queue').optional(),
  fifo_throughput_limit: withoutEffect('no throughput limits on one machine'),
  timeouts: withoutEffect('made at once'),
});
const policySchema = (attribute: string) => attributes({ queue_url: z.string(), [attribute]: z.string() });

const text = (value: unknown) => (value === undefined ? undefined : String(value));

function attributesOf(values: z.output<typeof schema>): Record<string, string> {
  const set = {
    FifoQueue: values.fifo_queue ? 'true' : undefined,
    ContentBasedDeduplication: text(values.content_based_deduplication),
    DelaySeconds: text(values.delay_seconds),
    VisibilityTimeout: text(values.visibility_timeout_seconds),
    MessageRetentionPeriod: text(values.message_retention_seconds),
    ReceiveMessageWaitTimeSeconds: text(values.receive_wait_time_seconds),
    MaximumMessageSize: text(values.max_message_size),
    RedrivePolicy: values.redrive_policy,
    RedriveAllowPolicy: values.redrive_allow_policy,
  };
  return Object.fromEntries(Object.entries(set).filter((each): each is [string, string] => each[1] !== undefined));
}

/** What SQS refuses at creation, or later and silently. */
function checkRedrive(queues: LocalQueues, address: string, policy: string, fifo: boolean) {
  const { deadLetterTargetArn: arn, maxReceiveCount } = JSON.parse(policy) as Record<string, string | number>;
  const dead = queues.getQueueByArn(String(arn));
  if (!dead) throw new Error(`${address}: its dead-letter queue ${arn} does not exist`);
  if (dead.isFifo() !== fifo)
    throw new Error(`${address}: its dead-letter queue must be ${fifo ? 'FIFO' : 'standard'} too`);
  if (!(Number(maxReceiveCount) >= 1)) throw new Error(`${address}: maxReceiveCount must be at least 1`);
}

/** Creates the world's queues with their redrive policies, those of their own resources included. */
export function createQueues(queues: LocalQueues, world: World) {
  const made = resourcesOf(world, 'aws_sqs_queue').map((resource) => {
    const values = readAs(schema, resource);
    if (values.fifo_queue && !values.name.endsWith('.fifo')) {
      throw new Error(`${resource.address}: the name of a FIFO queue ends in .fifo`);
    }
    if (!values.arn) throw new Error(`${resource.address}: no arn`);
    return { resource, queue: queues.createQueue(values.name, values.url, values.arn, attributesOf(values)) };
  });
  for (const [type, attribute, name] of [
    ['aws_sqs_queue_redrive_policy', 'redrive_policy', 'RedrivePolicy'],
    ['aws_sqs_queue_redrive_allow_policy', 'redrive_allow_policy', 'RedriveAllowPolicy'],
  ] as const) {
    for (const resource of resourcesOf(world, type)) {
      const values = readAs(policySchema(attribute), resource) as Record<string, string>;
      const queue = queues.getQueue(String(values.queue_url));
      if (!queue) throw new Error(`${resource.address}: no queue ${values.queue_url}`);
      queue.setAttributes({ [name]: values[attribute] ?? '' });
    }
  }
  for (const { resource, queue } of made) {
    const policy = queue.attributes.RedrivePolicy;
    if (policy) checkRedrive(queues, resource.address, policy, queue.isFifo());
  }
}
