import type { PublishBatchRequestEntry, SNSClient } from '@aws-sdk/client-sns';
import { PublishBatchCommand } from '@aws-sdk/client-sns';
import type { Message } from './message.ts';

/** A message on its way to the FIFO topic. */
export interface Outgoing {
  readonly message: Message;
  readonly group: string;
  readonly deduplication: string;
  readonly routine: boolean;
}

/** SNS takes 256 KB per message and per batch, attributes included; the rest of an entry is well under 1 KB. */
const LARGEST_BATCH = 256 * 1_024;
const ENVELOPE = 1_024;
const MOST_ENTRIES = 10;

/** Whether the message fits the topic. */
export const fits = (message: Message): boolean => sizeOf(serialize(message)) <= LARGEST_BATCH;

/** As JSON without the two characters that a queue takes in no message and a row may hold all the same: one such row would hold up all others. */
const serialize = (message: Message): string =>
  JSON.stringify(message).replace(/[\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);

/**
 * Publishes in order, ten at a time, and stops at the first batch that SNS does not take whole: what comes later would overtake.
 * @returns the place of the first that was not published, if any
 */
export const publishAll = async (
  sns: SNSClient,
  topic: string,
  outgoing: readonly Outgoing[],
): Promise<number | undefined> => {
  const entries = outgoing.map(toEntry);
  for (let from = 0; from < entries.length; ) {
    const batch = takeBatch(entries, from);
    const { Failed = [] } = await sns.send(
      new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries: batch }),
    );
    if (Failed.length > 0) return Math.min(...Failed.map(({ Id }) => Number(Id)));
    from += batch.length;
  }
  return undefined;
};

const toEntry = ({ message, group, deduplication, routine }: Outgoing, place: number): PublishBatchRequestEntry => ({
  Id: String(place),
  Message: serialize(message),
  MessageGroupId: group,
  MessageDeduplicationId: deduplication,
  MessageAttributes: {
    kind: { DataType: 'String', StringValue: message.kind },
    routine: { DataType: 'String', StringValue: String(routine) },
  },
});

const takeBatch = (entries: readonly PublishBatchRequestEntry[], from: number): PublishBatchRequestEntry[] => {
  const batch: PublishBatchRequestEntry[] = [];
  let size = 0;
  for (const entry of entries.slice(from, from + MOST_ENTRIES)) {
    size += sizeOf(entry.Message ?? '');
    if (batch.length > 0 && size > LARGEST_BATCH) break;
    batch.push(entry);
  }
  return batch;
};

const sizeOf = (text: string): number => Buffer.byteLength(text) + ENVELOPE;
