import { z } from 'zod';
import { type Resource, resourcesOf, UnsupportedResource, type World } from '../../terraform/world.ts';
import type { Allowed, Report } from '../ports.ts';
import { attributes, readAs, withoutEffect } from '../resource-schema.ts';
import type { SnsStore } from './fauxqs.ts';
import type { LocalQueues } from './local-queue.ts';

const topic = attributes({
  name: z.string(),
  display_name: withoutEffect('shown in e-mails only'),
  fifo_topic: z.boolean().optional(),
  content_based_deduplication: z.boolean().optional(),
  fifo_throughput_scope: withoutEffect('no throughput limits on one machine'),
  policy: withoutEffect('asked where the message comes in'),
  kms_master_key_id: withoutEffect('the messages are in memory'),
  tracing_config: withoutEffect('nothing collects traces'),
  signature_version: withoutEffect('queues check no signatures'),
  owner: z.string().optional(),
  beginning_archive_time: z.string().optional(),
});
const subscription = attributes({
  topic_arn: z.string(),
  protocol: z.string(),
  endpoint: z.string(),
  raw_message_delivery: z.boolean().optional(),
  filter_policy: z.string().optional(),
  filter_policy_scope: z.enum(['MessageAttributes', 'MessageBody']).optional(),
  redrive_policy: withoutEffect('a queue of the same process is never out of reach'),
  confirmation_timeout_in_minutes: withoutEffect('queues need no confirmation'),
  endpoint_auto_confirms: withoutEffect('queues need no confirmation'),
  owner_id: z.string().optional(),
  pending_confirmation: z.boolean().optional(),
  confirmation_was_authenticated: z.boolean().optional(),
});

/** Protocols whose messages leave the site for people: accepted, and delivered to nobody. */
const OUTSIDE = new Set(['email', 'email-json', 'sms', 'http', 'https', 'application', 'firehose']);

function createTopic(store: SnsStore, resource: Resource) {
  const values = readAs(topic, resource);
  const arn = values.arn ?? '';
  const fifo = values.fifo_topic === true;
  if (fifo !== values.name.endsWith('.fifo'))
    throw new Error(`${resource.address}: the names of FIFO topics, and only theirs, end in .fifo`);
  store.topics.set(arn, {
    arn,
    name: values.name,
    attributes: {
      ...(fifo && { FifoTopic: 'true' }),
      ...(values.content_based_deduplication && { ContentBasedDeduplication: 'true' }),
    },
    tags: new Map(),
    subscriptionArns: [],
  });
}

/**
 * Creates the world's topics and subscriptions. A queue gets a message only while its policy lets the topic send: asked at
 * each delivery, since on AWS too the policy may change, and a refused delivery is lost without a word to the publisher.
 */
export function createTopics({
  store,
  queues,
  world,
  allowed,
  report,
}: {
  store: SnsStore;
  queues: LocalQueues;
  world: World;
  allowed: Allowed;
  report: Report;
}) {
  for (const resource of resourcesOf(world, 'aws_sns_topic')) createTopic(store, resource);
  for (const resource of resourcesOf(world, 'aws_sns_topic_subscription')) {
    const values = readAs(subscription, resource);
    const source = store.getTopic(values.topic_arn);
    if (!source) throw new Error(`${resource.address}: no topic ${values.topic_arn}`);
    if (OUTSIDE.has(values.protocol)) continue;
    if (values.protocol !== 'sqs')
      throw new UnsupportedResource(resource.address, `protocol ${values.protocol} is not known to the local engine`);
    const queue = queues.getQueueByArn(values.endpoint);
    if (!queue) throw new Error(`${resource.address}: no queue ${values.endpoint}`);
    if (queue.isFifo() && source.attributes.FifoTopic !== 'true') {
      throw new Error(`${resource.address}: a standard topic cannot feed a FIFO queue`);
    }
    const arn = values.arn ?? `${values.topic_arn}:${resource.name}`;
    store.subscriptions.set(arn, {
      arn,
      topicArn: values.topic_arn,
      protocol: 'sqs',
      endpoint: values.endpoint,
      // fauxqs asks this before each delivery, and nothing else of a queue's subscription.
      get confirmed() {
        const may = allowed('sns.amazonaws.com', 'sqs:SendMessage', values.endpoint, values.topic_arn);
        if (!may) report(resource.address, `${values.endpoint} does not let ${values.topic_arn} send: message lost`);
        return may;
      },
      attributes: {
        ...(values.raw_message_delivery && { RawMessageDelivery: 'true' }),
        ...(values.filter_policy && { FilterPolicy: values.filter_policy }),
        ...(values.filter_policy_scope && { FilterPolicyScope: values.filter_policy_scope }),
      },
    });
    source.subscriptionArns.push(arn);
  }
}
