import type { Wire } from './dynamodb/wire.ts';
import type { Functions } from './functions.ts';
import type { StreamMapping } from './mappings/settings.ts';
import { type ConsumerOptions, ShardConsumer, type StreamCounts } from './mappings/shard-consumer.ts';
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
export async function startStreamMapping(options: StreamMappingOptions): Promise<RunningMapping<StreamCounts>> {
  const { mapping, wire, stream, functions, poll, shards, report } = options;
  checkPermissions(options);
  const counts: StreamCounts = { batches: 0, records: 0, retried: 0, bisected: 0, discarded: 0, redelivered: 0 };
  const { onFailure } = mapping;
  const consumers = shardIds(stream.arn, shards).map(
    (shardId) =>
      new ShardConsumer({
        mapping,
        shardId,
        functions,
        counts,
        redeliver: options.redeliver ?? (() => false),
        discard: (message) => onFailure && options.send(onFailure, message),
        backoffMs: options.backoffMs ?? ((retry) => Math.min(100 * 2 ** retry, 10_000)),
        report,
      }),
  );
  const reader = await readStream({
    wire,
    stream,
    shards,
    position: mapping.startingPosition,
    intervalMs: POLL_MS[poll],
    onRecord: (shard, record) => consumers[shard]?.push(record),
    report,
  });
  return {
    address: mapping.address,
    counts,
    idle: async () => {
      await reader.idle();
      await Promise.all(consumers.map((consumer) => consumer.idle()));
    },
    stop: async () => {
      await reader.stop();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
}
