import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, AttributeValue as StreamAttribute } from 'aws-lambda';
import type { ChangeRecord, Row } from './message.ts';

/** A record of the table's stream with its images as plain rows. Throws on a record without the parts that every record has. */
export const readRecord = ({ eventID, eventName, dynamodb }: DynamoDBRecord): ChangeRecord => {
  if (!eventID || !eventName || !dynamodb?.Keys) throw new Error('a stream record without eventID, eventName or Keys');
  return {
    eventID,
    eventName,
    keys: toRow(dynamodb.Keys),
    ...(dynamodb.NewImage && { newImage: toRow(dynamodb.NewImage) }),
    ...(dynamodb.OldImage && { oldImage: toRow(dynamodb.OldImage) }),
    at: new Date((dynamodb.ApproximateCreationDateTime ?? 0) * 1_000).toISOString(),
  };
};

/** DynamoDB's own sweep of expired rows signs its records so. */
export const isExpiry = ({ eventName, userIdentity }: DynamoDBRecord): boolean =>
  eventName === 'REMOVE' && userIdentity?.type === 'Service' && userIdentity.principalId === 'dynamodb.amazonaws.com';

const toRow = (image: Record<string, StreamAttribute>): Row =>
  plain(unmarshall(image as Parameters<typeof unmarshall>[0], { wrapNumbers: numberOrText })) as Row;

/** DynamoDB holds 38 digits, JavaScript 15: what would lose some stays text. */
const numberOrText = (value: string): number | string =>
  /^-?\d+$/.test(value) && !Number.isSafeInteger(Number(value)) ? value : Number(value);

const plain = (value: unknown): unknown => {
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
};
