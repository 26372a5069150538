import type { Wire } from './dynamodb/wire.ts';
import type { Functions } from './functions.ts';
import type { StreamMapping } from './mappings/settings.ts';
import { Shard } from './mappings/shard.ts';
import { type ConsumerOptions, ShardConsumer, type StreamCounts } from './mappings/shard-consumer.ts';
import { type FaultRates, StreamFaults } from './mappings/stream-faults.ts';
import { type May, PermissionMissing, type Report, type SendToQueue } from './ports.ts';
import { readStream, type Stream, shardIds } from './stream-shards.ts';

/** Lambda asks each shard about four times a second; `short` is for those who wait in front of the screen. */
export const POLL_MS = { short: 15, aws: 250 } as const;
export type Poll = keyof typeof POLL_MS;

// What AWS names when it refuses to create a mapping.
const POLLER_ACTIONS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (name) => `dynamodb:${name}`,
);

export interface StreamMappingOptions {
  mapping: StreamMapping;
  wire: Wire;
  stream: Stream;
  functions: Pick<Functions, 'invoke' | 'settings'>;
  may: May;
  send: SendToQueue;
  poll: Poll;
  /** Into how many shards the stream is split. */
  shards: number;
  redeliver?: () => boolean;
  backoffMs?: ConsumerOptions['backoffMs'];
  report: Report;
}

export interface RunningMapping<Counts> {
  address: string;
  counts: Counts;
  /** Settles when all that was written before the call has been dealt with. */
  idle(): Promise<void>;
  /** Ends after what is under way. */
  stop(): Promise<void>;
}

/** A mapping of a stream, with what may be done to it. */
export interface RunningStreamMapping extends RunningMapping<StreamCounts> {
  functionName: string;
  /** From now on its batches suffer so often; `{}` ends it. */
  fault(rates: FaultRates): void;
  /** Splits the shard that had most records. */
  split(): void;
}

function checkPermissions({ mapping, functions, may }: StreamMappingOptions) {
  const { roleArn } = functions.settings(mapping.functionName);
  const wanted: [string, string][] = POLLER_ACTIONS.map((action) => [action, mapping.sourceArn]);
  if (mapping.onFailure) wanted.push(['sqs:SendMessage', mapping.onFailure]);
  for (const [action, resource] of wanted) {
    if (!may(roleArn, action, resource)) throw new PermissionMissing(mapping.address, roleArn, action, resource);
  }
}

/**
 * Gives a function the records of a DynamoDB stream as Lambda's event source mapping does: in order per shard, at least
 * once, filtered, in batches, with retries, bisection and an on-failure queue.
 * @throws PermissionMissing where the function's role may not read the stream or write to the on-failure queue
 */
export async function startStreamMapping(options: StreamMappingOptions): Promise<RunningStreamMapping> {
  const { mapping, wire, stream, functions, poll, shards, report } = options;
  checkPermissions(options);
  const counts: StreamCounts = {
    batches: 0,
    records: 0,
    retried: 0,
    bisected: 0,
    discarded: 0,
    redelivered: 0,
    killed: 0,
  };
  const { onFailure } = mapping;
  const faults = new StreamFaults();
  const consume = (shardId: string, after: Promise<void>) =>
    new ShardConsumer({
      mapping,
      shardId,
      functions,
      counts,
      redeliver: options.redeliver ?? (() => false),
      faults,
      after,
      discard: (message) => onFailure && options.send(onFailure, message),
      backoffMs: options.backoffMs ?? ((retry) => Math.min(100 * 2 ** retry, 10_000)),
      report,
    });
  const roots = shardIds(stream.arn, shards).map((id) => new Shard(id, consume));
  const reader = await readStream({
    wire,
    stream,
    shards,
    position: mapping.startingPosition,
    intervalMs: POLL_MS[poll],
    onRecord: (shard, record) => roots[shard]?.push(record),
    report,
  });
  return {
    address: mapping.address,
    functionName: functions.settings(mapping.functionName).name,
    counts,
    fault: (rates) => faults.set(rates),
    split: () => {
      const [busiest] = roots.flatMap((root) => root.leaves()).sort((one, other) => other.received - one.received);
      busiest?.split();
    },
    idle: async () => {
      await reader.idle();
      await Promise.all(roots.map((root) => root.idle()));
    },
    stop: async () => {
      await reader.stop();
      await Promise.all(roots.map((root) => root.stop()));
    },
  };
}
