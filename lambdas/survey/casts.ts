import type { DynamoDBRecord } from 'aws-lambda';
import { SURVEY_PREFIX } from '#graphql/keys';
import type { BallotRow } from '#graphql/survey/count';
import { readRecord } from '../change/change-record.ts';
import type { ChangeRecord } from '../change/message.ts';

/** A ballot that was cast or changed. */
export interface Cast {
  readonly survey: string;
  /** Its record's sequence number, padded: sequence numbers have up to 40 digits and rise within a shard. */
  readonly sequence: string;
  /** As the stream has it: failures are reported by it. */
  readonly sequenceNumber: string;
  /** Null for a viewer's first answer. */
  readonly before: BallotRow | null;
  readonly after: BallotRow;
}

export interface Casts {
  readonly casts: readonly Cast[];
  /** The first record that cannot be read. It and what follows it is left to the next try. */
  readonly unreadable?: { readonly sequenceNumber: string; readonly error: unknown };
}

/** What a batch of the Ballot table's stream tells. Rows whose time is over do not take back a ballot; the mapping filters them too; a filter is not a rule. */
export const readCasts = (records: readonly DynamoDBRecord[]): Casts => {
  const casts: Cast[] = [];
  for (const record of records) {
    const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
    try {
      const change = readRecord(record);
      if (isBallot(change)) casts.push(readCast(change, sequenceNumber));
    } catch (error) {
      return { casts, unreadable: { sequenceNumber, error } };
    }
  }
  return { casts };
};

const isBallot = ({ eventName, keys }: ChangeRecord): boolean =>
  eventName !== 'REMOVE' && String(keys.pk).startsWith(SURVEY_PREFIX);

const readCast = ({ newImage, oldImage }: ChangeRecord, sequenceNumber: string): Cast => {
  if (typeof newImage?.survey !== 'string' || !Array.isArray(newImage.choices) || !sequenceNumber)
    throw new Error('a ballot without survey, choices or SequenceNumber');
  return {
    survey: newImage.survey,
    sequence: sequenceNumber.padStart(40, '0'),
    sequenceNumber,
    before: oldImage ? (oldImage as unknown as BallotRow) : null,
    after: newImage as unknown as BallotRow,
  };
};
