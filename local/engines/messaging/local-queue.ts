import { DeduplicationMemory } from './deduplication-memory.ts';
import { INVALID_MESSAGE_BODY_CHAR, type SqsMessage, SqsQueue, SqsStore } from './fauxqs.ts';

const MOST_AT_ONCE = 10;

/** What no message may carry: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const NO_BODY = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

// fauxqs looks at halves of characters, and so refuses all that have two, such as 𠮷 and 🌸.
INVALID_MESSAGE_BODY_CHAR.test = (body) => NO_BODY.test(body);

interface Sent {
  messageId: string;
  sequenceNumber?: string;
}

/**
 * fauxqs's queue with what it leaves out: the queue's own delay for messages that come through SNS, five minutes of
 * deduplication however many ids, several messages of a FIFO group in one receive, their order when they come back, and
 * the end of the retention period.
 */
export class LocalQueue extends SqsQueue {
  readonly #sent = new DeduplicationMemory<Sent>();

  override enqueue(message: SqsMessage): void {
    const delay = Number(this.attributes.DelaySeconds ?? 0);
    const first = message.approximateReceiveCount === 0;
    if (first && delay > 0 && message.delayUntil === undefined)
      message.delayUntil = message.sentTimestamp + delay * 1000;
    super.enqueue(message);
  }

  override checkDeduplication(id: string) {
    const sent = this.#sent.get(id);
    if (!sent) return { isDuplicate: false };
    return { isDuplicate: true, originalMessageId: sent.messageId, originalSequenceNumber: sent.sequenceNumber };
  }

  override recordDeduplication(id: string, messageId: string, sequenceNumber?: string): void {
    this.#sent.set(id, { messageId, sequenceNumber });
  }

  // fauxqs gives one message of a group per receive and then locks it; SQS gives as many as there are. So the lock of a
  // group is lifted while this receive goes on, and set once it is complete.
  override dequeue(...[most, visibility, resolver]: Parameters<SqsQueue['dequeue']>) {
    this.#expire();
    if (!this.isFifo()) return super.dequeue(most, visibility, resolver);
    const received: ReturnType<SqsQueue['dequeue']> = [];
    const taken = new Map<string, number>();
    while (received.length < Math.min(most, MOST_AT_ONCE)) {
      const [message] = super.dequeue(1, visibility, resolver);
      const group = message && this.inflightMessages.get(message.ReceiptHandle)?.message.messageGroupId;
      if (!message || group === undefined) break;
      received.push(message);
      taken.set(group, (taken.get(group) ?? 0) + 1);
      this.fifoLockedGroups.delete(group);
    }
    for (const [group, many] of taken) this.fifoLockedGroups.set(group, many);
    return received;
  }

  override changeVisibility(receiptHandle: string, seconds: number): void {
    const group = this.inflightMessages.get(receiptHandle)?.message.messageGroupId;
    super.changeVisibility(receiptHandle, seconds);
    if (group !== undefined) this.#sort(group);
  }

  override processTimers(): void {
    const now = Date.now();
    const back = [...this.inflightMessages.values()].filter((entry) => entry.visibilityDeadline <= now);
    super.processTimers();
    for (const { message } of back) if (message.messageGroupId !== undefined) this.#sort(message.messageGroupId);
  }

  #sort(group: string) {
    const numbered = (message: SqsMessage) => message.sequenceNumber ?? '';
    this.fifoMessages.get(group)?.sort((one, other) => (numbered(one) < numbered(other) ? -1 : 1));
  }

  #expire() {
    const oldest = Date.now() - Number(this.attributes.MessageRetentionPeriod ?? 345_600) * 1000;
    const young = (message: SqsMessage) => message.sentTimestamp > oldest;
    if (!this.messages.every(young)) this.messages = this.messages.filter(young);
    for (const [group, messages] of this.fifoMessages) {
      if (!messages.every(young)) this.fifoMessages.set(group, messages.filter(young));
    }
  }
}

type QueueMaps = Record<'queues' | 'queuesByName' | 'queuesByArn', Map<string, SqsQueue>>;

/** fauxqs's queues, made ours; found by name alone, since it takes every queue for one of account 000000000000. */
export class LocalQueues extends SqsStore {
  override createQueue(...[name, url, arn, attributes, tags]: Parameters<SqsStore['createQueue']>): LocalQueue {
    const queue = new LocalQueue(name, url, arn, attributes, tags);
    const maps = this as unknown as QueueMaps;
    maps.queues.set(url, queue);
    maps.queuesByName.set(name, queue);
    maps.queuesByArn.set(arn, queue);
    return queue;
  }

  override getQueue(url: string) {
    return this.getQueueByName(url.split('/').at(-1) ?? '');
  }

  override getQueueByArn(arn: string) {
    return super.getQueueByArn(arn) as LocalQueue | undefined;
  }
}
