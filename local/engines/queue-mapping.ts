import type { Functions } from './functions.ts';
import { failuresOf } from './mappings/batch-failures.ts';
import type { QueueMapping } from './mappings/settings.ts';
import type { LocalQueue } from './messaging/local-queue.ts';
import { type May, PermissionMissing, type Report } from './ports.ts';
import type { RunningMapping } from './stream-mapping.ts';

const POLLER_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
/** Lambda begins with five pollers on a queue. */
const POLLERS = 5;
const LONG_POLL_SECONDS = 20;
const THROTTLED_MS = 1_000;

/** An SQS message as a Lambda function gets it. */
export interface QueueRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: Record<string, string>;
  messageAttributes: Record<string, object>;
  md5OfBody: string;
  md5OfMessageAttributes?: string;
  eventSource: 'aws:sqs';
  eventSourceARN: string;
  awsRegion: string;
}

export interface QueueCounts {
  batches: number;
  deleted: number;
  failed: number;
  filtered: number;
}

export interface QueueMappingOptions {
  mapping: QueueMapping;
  queue: LocalQueue;
  /** The dead-letter queue of a redrive policy. */
  deadLetters: (arn: string) => LocalQueue;
  functions: Pick<Functions, 'invoke' | 'settings'>;
  may: May;
  region: string;
  report: Report;
}

const textOf = (value: number | undefined) => (value === undefined ? undefined : String(value));

function recordOf(queue: LocalQueue, received: ReturnType<LocalQueue['dequeue']>[number], region: string): QueueRecord {
  const message = queue.inflightMessages.get(received.ReceiptHandle)?.message;
  const attributes = {
    ApproximateReceiveCount: textOf(message?.approximateReceiveCount),
    SentTimestamp: textOf(message?.sentTimestamp),
    SequenceNumber: message?.sequenceNumber,
    MessageGroupId: message?.messageGroupId,
    SenderId: 'local',
    MessageDeduplicationId: message?.messageDeduplicationId,
    ApproximateFirstReceiveTimestamp: textOf(message?.approximateFirstReceiveTimestamp),
  };
  const set = Object.entries(attributes).filter((each): each is [string, string] => each[1] !== undefined);
  const messageAttributes = Object.entries(received.MessageAttributes ?? {}).map(([name, value]) => [
    name,
    {
      ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
      ...(value.BinaryValue !== undefined && { binaryValue: value.BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
      dataType: value.DataType,
    },
  ]);
  return {
    messageId: received.MessageId,
    receiptHandle: received.ReceiptHandle,
    body: received.Body,
    attributes: Object.fromEntries(set),
    messageAttributes: Object.fromEntries(messageAttributes),
    md5OfBody: received.MD5OfBody,
    ...(received.MD5OfMessageAttributes && { md5OfMessageAttributes: received.MD5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: region,
  };
}

/** A filter sees a body that is JSON as what it says. */
function asFiltered(record: QueueRecord): unknown {
  try {
    return { ...record, body: JSON.parse(record.body) };
  } catch {
    return record; // not JSON: filtered as text
  }
}

function check({ mapping, queue, functions, may }: QueueMappingOptions) {
  const { roleArn, timeoutMs } = functions.settings(mapping.functionName);
  for (const action of POLLER_ACTIONS) {
    if (!may(roleArn, action, mapping.sourceArn))
      throw new PermissionMissing(mapping.address, roleArn, action, mapping.sourceArn);
  }
  const visibility = Number(queue.attributes.VisibilityTimeout);
  if (visibility * 1000 < timeoutMs) {
    throw new Error(
      `${mapping.address}: visibility time-out ${visibility} s is less than the function's time-out ${timeoutMs / 1000} s`,
    );
  }
}

/**
 * Gives a function the messages of a queue as Lambda's event source mapping does. What succeeds is deleted, what fails
 * comes back after the queue's visibility time-out and ends in the dead-letter queue of its redrive policy. A FIFO group
 * is in one batch at a time, in order.
 * @throws PermissionMissing where the function's role may not take messages, and what else AWS refuses at creation
 */
export function startQueueMapping(options: QueueMappingOptions): RunningMapping<QueueCounts> {
  const { mapping, queue, deadLetters, functions, region, report } = options;
  check(options);
  const counts: QueueCounts = { batches: 0, deleted: 0, failed: 0, filtered: 0 };
  let stopped = false;

  const receive = (most: number) => {
    const batch = queue.dequeue(most, undefined, deadLetters).map((each) => recordOf(queue, each, region));
    const passed = batch.filter((record) => mapping.filter(asFiltered(record)));
    for (const record of batch) if (!passed.includes(record)) queue.deleteMessage(record.receiptHandle);
    counts.filtered += batch.length - passed.length;
    return passed;
  };
  const gather = async () => {
    const batch: QueueRecord[] = receive(Math.min(mapping.batchSize, 10));
    const end = Date.now() + mapping.windowMs;
    while (batch.length > 0 && batch.length < mapping.batchSize && Date.now() < end && !stopped) {
      await queue.waitForMessages((end - Date.now()) / 1000);
      batch.push(...receive(Math.min(mapping.batchSize - batch.length, 10)));
    }
    return batch;
  };
  const handle = async (batch: QueueRecord[]) => {
    counts.batches += 1;
    let invocation = await functions.invoke(mapping.functionName, { Records: batch });
    // A throttled batch is tried again until its messages are due for others.
    const end = Date.now() + Number(queue.attributes.VisibilityTimeout) * 1000 - THROTTLED_MS;
    while (invocation.statusCode === 429 && Date.now() < end && !stopped) {
      await new Promise((resolve) => setTimeout(resolve, THROTTLED_MS));
      invocation = await functions.invoke(mapping.functionName, { Records: batch });
    }
    const failures = failuresOf(
      invocation,
      mapping.reportsFailures,
      batch.map((record) => record.messageId),
    );
    const done = failures === 'all' ? [] : batch.filter((record) => !failures.has(record.messageId));
    for (const record of done) queue.deleteMessage(record.receiptHandle);
    counts.deleted += done.length;
    counts.failed += batch.length - done.length;
    if (done.length < batch.length)
      report(mapping.address, `${batch.length - done.length} of ${batch.length} messages failed`);
  };
  const poller = async () => {
    while (!stopped) {
      const batch = await gather();
      if (batch.length > 0) await handle(batch);
      else if (!stopped) await queue.waitForMessages(LONG_POLL_SECONDS);
    }
  };
  const pollers = Array.from({ length: mapping.maxConcurrency ?? POLLERS }, poller);

  const empty = () =>
    [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesDelayed',
      'ApproximateNumberOfMessagesNotVisible',
    ].every((name) => queue.getAttribute(name as Parameters<LocalQueue['getAttribute']>[0]) === '0');
  return {
    address: mapping.address,
    counts,
    idle: async () => {
      while (!stopped && !empty()) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    stop: async () => {
      stopped = true;
      queue.cancelWaiters();
      await Promise.all(pollers);
    },
  };
}
