import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDbError, type Item, type Wire } from './dynamodb/wire.ts';
import type { Report } from './ports.ts';

/** A DynamoDB stream record as a Lambda function gets it. */
export interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: string;
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  dynamodb: {
    /** Seconds since the epoch. */
    ApproximateCreationDateTime: number;
    Keys: Item;
    NewImage?: Item;
    OldImage?: Item;
    /** Rises within a shard; a number of up to 40 digits, without leading zeros as on AWS: pad it before comparing. */
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: string;
  };
  eventSourceARN: string;
  /** Only where time to live removed the row. */
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' };
}

export type StartingPosition = 'TRIM_HORIZON' | 'LATEST';

/** A stream to read: `arn` is what functions see, `localArn` DynamoDB Local's. */
export interface Stream {
  arn: string;
  localArn: string;
  partitionKey: string;
  region: string;
  /** Whether time to live removed the row of which this is the last image. */
  expired: (oldImage: Item | undefined) => boolean;
}

/** Shard ids in AWS's form, the same for a stream in every run. */
export function shardIds(streamArn: string, howMany: number): string[] {
  return Array.from({ length: howMany }, (_, shard) => shardId(`${streamArn} ${shard}`));
}

/** The ids of the two that a shard is split into, the same in every run. */
export const childIds = (parent: string): [string, string] => [shardId(`${parent} 0`), shardId(`${parent} 1`)];

function shardId(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  const born = 1_700_000_000_000 + Number.parseInt(hash.slice(0, 8), 16);
  return `shardId-${`${born}`.padStart(20, '0')}-${hash.slice(8, 16)}`;
}

/** Which of `howMany` shards an item belongs to: all items of a partition key are in one. */
export function shardOf(keys: Item, partitionKey: string, howMany: number): number {
  const hash = createHash('md5').update(JSON.stringify(keys[partitionKey]));
  return hash.digest().readUInt32BE() % howMany;
}

/**
 * DynamoDB Local rounds the time of a record down to the minute, AWS to about a second: the second in which it was read,
 * if that is in the same minute, and otherwise the end of its minute.
 */
function writtenAt(minute: number, now: number) {
  return Math.min(Math.floor(now / 1000), minute + 59);
}

type LocalRecord = Omit<StreamRecord, 'eventSourceARN' | 'userIdentity'>;

function asLambdaGetsIt(local: LocalRecord, stream: Stream): StreamRecord {
  const { dynamodb, eventID, eventName, eventVersion } = local;
  const expired = eventName === 'REMOVE' && stream.expired(dynamodb.OldImage);
  return {
    eventID: eventID.replaceAll('-', ''),
    eventName,
    eventVersion,
    eventSource: 'aws:dynamodb',
    awsRegion: stream.region,
    dynamodb: {
      ...dynamodb,
      ApproximateCreationDateTime: writtenAt(dynamodb.ApproximateCreationDateTime, Date.now()),
      SequenceNumber: dynamodb.SequenceNumber.replace(/^0+(?=\d)/, ''),
    },
    eventSourceARN: stream.arn,
    ...(expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}

async function localIterator(wire: Wire, stream: Stream, position: StartingPosition) {
  const described = await wire.streams<{ StreamDescription: { Shards: { ShardId: string }[] } }>('DescribeStream', {
    StreamArn: stream.localArn,
  });
  const only = described.StreamDescription.Shards[0];
  if (!only || described.StreamDescription.Shards.length > 1)
    throw new Error(`${stream.arn}: expected one local shard`);
  const given = await wire.streams<{ ShardIterator: string }>('GetShardIterator', {
    StreamArn: stream.localArn,
    ShardId: only.ShardId,
    ShardIteratorType: position,
  });
  return given.ShardIterator;
}

/**
 * Reads a stream and deals its records out to several shards: DynamoDB Local has one shard per stream, AWS as many as the
 * table has partitions. Order holds within a shard only. Each reader reads for itself, from its own starting position.
 *
 * `onRecord(shard, record)` is called in order. `idle()` settles once everything written before the call was given to it.
 */
export async function readStream({
  wire,
  stream,
  shards,
  position,
  intervalMs,
  onRecord,
  report,
}: {
  wire: Wire;
  stream: Stream;
  shards: number;
  position: StartingPosition;
  /** How long to wait after an empty answer. */
  intervalMs: number;
  onRecord: (shard: number, record: StreamRecord) => void;
  report: Report;
}) {
  const stopping = new AbortController();
  const idle: (() => void)[] = [];
  let iterator = await localIterator(wire, stream, position);

  const getRecords = () =>
    wire.streams<{ Records: LocalRecord[]; NextShardIterator: string }>('GetRecords', { ShardIterator: iterator });
  const readOnce = async () => {
    const waiting = idle.length;
    const page = await getRecords().catch(async (error: unknown) => {
      if (!(error instanceof DynamoDbError) || error.name !== 'TrimmedDataAccessException') throw error;
      // DynamoDB Local numbers the records of all tables in one row, and takes a reader that waits for a stream's first record to be
      // behind where another table has written before it. Whatever a trimmed reader has not read begins at the horizon.
      iterator = await localIterator(wire, stream, 'TRIM_HORIZON');
      return getRecords();
    });
    for (const local of page.Records) {
      onRecord(shardOf(local.dynamodb.Keys, stream.partitionKey, shards), asLambdaGetsIt(local, stream));
    }
    iterator = page.NextShardIterator;
    if (page.Records.length === 0) for (const settle of idle.splice(0, waiting)) settle();
    return page.Records.length;
  };
  const wait = () => pause(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  const reading = (async () => {
    while (!stopping.signal.aborted) {
      const read = await readOnce().catch((error: unknown) => {
        if (!stopping.signal.aborted) report(stream.arn, `cannot be read: ${error}`);
        return 0;
      });
      if (read === 0) await wait();
    }
    for (const settle of idle) settle();
  })();
  return {
    idle: () => (stopping.signal.aborted ? Promise.resolve() : new Promise<void>((settle) => idle.push(settle))),
    stop: async () => {
      stopping.abort();
      await reading;
    },
  };
}
