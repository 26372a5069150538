import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeduplicationMemory } from '../../../local/engines/messaging/deduplication-memory.ts';
import { type Messaging, startMessaging } from '../../../local/engines/messaging.ts';
import { arnOf, queue, REGION, topic, worldOf } from './small-world.ts';

const subscription = (topicName: string, queueName: string, more = {}) => ({
  topic_arn: arnOf('sns', topicName),
  protocol: 'sqs',
  endpoint: arnOf('sqs', queueName),
  ...more,
});
const filter = (policy: object) => ({ raw_message_delivery: true, filter_policy: JSON.stringify(policy) });
const redrive = (name: string, maxReceiveCount: number) =>
  JSON.stringify({ deadLetterTargetArn: arnOf('sqs', name), maxReceiveCount });
const world = worldOf({
  'aws_sns_topic.change': topic('change.fifo'),
  'aws_sns_topic.content': topic('content.fifo', { content_based_deduplication: true }),
  'aws_sqs_queue.live': queue('live.fifo', { redrive_policy: redrive('dead.fifo', 1), visibility_timeout_seconds: 1 }),
  'aws_sqs_queue.dead': queue('dead.fifo'),
  'aws_sqs_queue.routine': queue('routine.fifo', { delay_seconds: 1 }),
  'aws_sqs_queue.archive': queue('archive'),
  'aws_sqs_queue.closed': queue('closed.fifo'),
  'aws_sqs_queue.by_content': queue('by-content.fifo'),
  'aws_sns_topic_subscription.live': subscription(
    'change.fifo',
    'live.fifo',
    filter({ kind: ['change'], routine: ['false'] }),
  ),
  'aws_sns_topic_subscription.routine': subscription('change.fifo', 'routine.fifo', filter({ kind: ['tick'] })),
  'aws_sns_topic_subscription.archive': subscription('change.fifo', 'archive', { raw_message_delivery: true }),
  'aws_sns_topic_subscription.closed': subscription('change.fifo', 'closed.fifo'),
  'aws_sns_topic_subscription.by_content': subscription('content.fifo', 'by-content.fifo'),
});

const lost: string[] = [];
const refused = arnOf('sqs', 'closed.fifo');
let engine: Messaging;
let sns: SNSClient;
let sqs: SQSClient;
beforeAll(async () => {
  const report = (address: string) => void lost.push(address);
  engine = await startMessaging({ world, report, allowed: (_, __, resource) => resource !== refused });
  const settings = { endpoint: engine.url, region: REGION, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  [sns, sqs] = [new SNSClient(settings), new SQSClient(settings)];
});
afterAll(async () => {
  for (const client of [sns, sqs]) client?.destroy();
  await engine?.stop();
});

const url = (name: string) => `${engine.url}/111122223333/${name}`;
async function receive(name: string, waitSeconds = 0) {
  const input = { QueueUrl: url(name), MaxNumberOfMessages: 10, WaitTimeSeconds: waitSeconds };
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ ...input, MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] }),
  );
  return Messages;
}
async function take(name: string, waitSeconds = 0) {
  const messages = await receive(name, waitSeconds);
  for (const { ReceiptHandle } of messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url(name), ReceiptHandle }));
  return messages.map(({ Body }) => Body);
}
const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
const entry = (Message: string, id: string, kind: string, group = 'main') => ({
  Message,
  MessageGroupId: group,
  MessageDeduplicationId: id,
  MessageAttributes: { kind: attribute(kind), routine: attribute('false') },
});
const publish = (...parameters: Parameters<typeof entry>) =>
  sns.send(new PublishCommand({ TopicArn: arnOf('sns', 'change.fifo'), ...entry(...parameters) }));

describe('topics', () => {
  it('deliver by the filters of their subscriptions, raw with attributes', async () => {
    await publish('an act', 'filter', 'change');
    expect(await take('archive')).toEqual(['an act']);
    const [message] = await receive('live.fifo');
    expect(message).toMatchObject({
      Body: 'an act',
      Attributes: { MessageGroupId: 'main', MessageDeduplicationId: 'filter', ApproximateReceiveCount: '1' },
      MessageAttributes: { kind: { StringValue: 'change' } },
    });
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url('live.fifo'), ReceiptHandle: message?.ReceiptHandle }));
    expect(await take('routine.fifo', 2)).toEqual([]);
  });

  it('deduplicate before they filter, for a standard queue too', async () => {
    await publish('first', 'same', 'tick', 'dedup');
    const { MessageId } = await publish('again', 'same', 'change', 'dedup');
    expect(MessageId).toBeDefined();
    expect(await take('archive')).toEqual(['first']);
    expect(await take('live.fifo')).toEqual([]);
    expect(await take('routine.fifo', 2)).toEqual(['first']);
  });

  it('deduplicate within and across batches, and accept what they drop', async () => {
    const send = (...ids: [string, string][]) =>
      sns.send(
        new PublishBatchCommand({
          TopicArn: arnOf('sns', 'change.fifo'),
          PublishBatchRequestEntries: ids.map(([text, id], n) => ({
            Id: `e${n}`,
            ...entry(text, id, 'none', 'batch'),
          })),
        }),
      );
    const mixed = await send(['a', 'batch-a'], ['a again', 'batch-a'], ['b', 'batch-b']);
    expect(mixed.Successful?.map(({ Id }) => Id).sort()).toEqual(['e0', 'e1', 'e2']);
    expect((await send(['a', 'batch-a'])).Successful?.map(({ Id }) => Id)).toEqual(['e0']);
    expect((await take('archive')).sort()).toEqual(['a', 'b']);
  });

  it('deduplicate by content where they are configured to', async () => {
    const Topic = { TopicArn: arnOf('sns', 'content.fifo'), MessageGroupId: 'g' };
    for (const Message of ['one', 'one', 'two']) await sns.send(new PublishCommand({ ...Topic, Message }));
    const bodies = (await take('by-content.fifo')).map((body) => JSON.parse(body ?? '').Message);
    expect(bodies).toEqual(['one', 'two']);
  });

  it('forget nothing of a failed publish: the same id is taken afterwards', async () => {
    const tooLong = 'x'.repeat(300_000);
    await expect(publish(tooLong, 'failed', 'none')).rejects.toThrow('too long');
    await publish('short', 'failed', 'none');
    expect(await take('archive')).toEqual(['short']);
  });

  it('lose what the policy of a queue does not let in, and say so', async () => {
    lost.length = 0;
    await publish('an act', 'refused', 'change', 'refused');
    expect(await take('closed.fifo')).toEqual([]);
    expect(lost).toContain('aws_sns_topic_subscription.closed');
    await take('live.fifo');
    await take('archive');
  });
});

describe('queues', () => {
  it('delay what comes through a topic by their own delay', async () => {
    const before = Date.now();
    await publish('tick', 'delayed', 'tick', 'delay');
    await take('archive');
    expect(await take('routine.fifo')).toEqual([]);
    expect(await take('routine.fifo', 3)).toEqual(['tick']);
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
  });

  const send = (MessageBody: string, MessageGroupId: string) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl: url('live.fifo'),
        MessageBody,
        MessageGroupId,
        MessageDeduplicationId: crypto.randomUUID(),
      }),
    );

  it('take characters of every length, and refuse what is none', async () => {
    await send('𠮷野の桜🌸', 'planes');
    expect(await take('live.fifo')).toEqual(['𠮷野の桜🌸']);
    await expect(send('\ufffe', 'planes')).rejects.toThrow('Invalid characters found');
  });

  it('give several messages of a FIFO group at once and none while those are under way', async () => {
    for (const body of ['1', '2']) await send(body, 'group');
    const both = await receive('live.fifo');
    await send('3', 'group');
    expect(both.map(({ Body }) => Body)).toEqual(['1', '2']);
    expect(await receive('live.fifo')).toEqual([]);
    for (const { ReceiptHandle } of both)
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url('live.fifo'), ReceiptHandle }));
    expect(await take('live.fifo')).toEqual(['3']);
  });

  it('move what was received too often to the dead-letter queue, in order', async () => {
    for (const body of ['1', '2']) await send(body, 'poison');
    expect(await receive('live.fifo')).toHaveLength(2);
    expect(await receive('live.fifo', 2)).toEqual([]);
    expect(await take('dead.fifo')).toEqual(['1', '2']);
  });

  it('remember ids for five minutes however many there are', () => {
    let now = 0;
    const memory = new DeduplicationMemory<number>(() => now);
    for (let id = 0; id < 50_000; id += 1) memory.set(`${id}`, id);
    expect(memory.get('0')).toBe(0);
    now = 5 * 60_000;
    expect(memory.get('0')).toBeUndefined();
  });
});

describe('what SNS and SQS would refuse', () => {
  it.each([
    [
      'a standard topic that feeds a FIFO queue',
      'a standard topic cannot feed',
      {
        'aws_sns_topic.t': topic('t'),
        'aws_sqs_queue.q': queue('q.fifo'),
        'aws_sns_topic_subscription.s': subscription('t', 'q.fifo'),
      },
    ],
    [
      'a standard dead-letter queue of a FIFO queue',
      'must be FIFO too',
      { 'aws_sqs_queue.q': queue('q.fifo', { redrive_policy: redrive('d', 3) }), 'aws_sqs_queue.d': queue('d') },
    ],
    [
      'a subscription that is no queue',
      'protocol lambda is not known',
      { 'aws_sns_topic.t': topic('t'), 'aws_sns_topic_subscription.s': subscription('t', 'q', { protocol: 'lambda' }) },
    ],
    [
      'an attribute that is not known',
      'aws_sqs_queue.q: colour is not known',
      { 'aws_sqs_queue.q': queue('q', { colour: 'red' }) },
    ],
  ])('%s', async (_, message, resources) => {
    await expect(startMessaging({ world: worldOf(resources), allowed: () => true })).rejects.toThrow(message);
  });
});
