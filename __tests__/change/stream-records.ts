import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

type Row = Record<string, unknown>;

let made = 0;

/** A record as the Stage table's stream gives it. Sequence numbers rise with each record made. */
export const streamRecord = (
  { pk, sk }: { pk: string; sk: string },
  { before, after, ...more }: { before?: Row; after?: Row } & Partial<DynamoDBRecord>,
): DynamoDBRecord => {
  made += 1;
  const image = (row: Row) => marshall({ pk, sk, ...row }) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];
  return {
    eventID: `event-${made}`,
    eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      ApproximateCreationDateTime: 1_795_165_200,
      Keys: { pk: { S: pk }, sk: { S: sk } },
      SequenceNumber: String(made).padStart(21, '0'),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      ...(after && { NewImage: image(after) }),
      ...(before && { OldImage: image(before) }),
    },
    ...more,
  };
};

export const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? '';
