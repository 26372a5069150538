import type { DynamoDBRecord } from 'aws-lambda';
import { isExpiry, readRecord } from './change-record.ts';
import { toOutgoing } from './outgoing.ts';
import type { Outgoing } from './topic.ts';
import { wayOut } from './way-out.ts';

export interface Plan {
  /** In the order of the records, each with the sequence number of the first record that asks for it. */
  readonly planned: readonly { readonly outgoing: Outgoing; readonly sequence: string }[];
  /** The first record that cannot be read. It and what follows it is left to the next try. */
  readonly unreadable?: { readonly sequence: string; readonly eventID: string | undefined; readonly error: unknown };
}

/**
 * What a batch of stream records sends.
 * @param window number of the window by fan-out's clock
 */
export const planRecords = (records: readonly DynamoDBRecord[], window: number): Plan => {
  const planned = new Map<string, Plan['planned'][number]>();
  for (const record of records) {
    const sequence = record.dynamodb?.SequenceNumber ?? '';
    try {
      for (const outgoing of messagesOf(record, window)) {
        if (!planned.has(outgoing.deduplication)) planned.set(outgoing.deduplication, { outgoing, sequence });
      }
    } catch (error) {
      return { planned: [...planned.values()], unreadable: { sequence, eventID: record.eventID, error } };
    }
  }
  return { planned: [...planned.values()] };
};

const messagesOf = (record: DynamoDBRecord, window: number): Outgoing[] => {
  const change = readRecord(record);
  const way = wayOut(change, isExpiry(record));
  return way ? toOutgoing(change, way, window) : [];
};
