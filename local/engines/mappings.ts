import { resourcesOf, type World } from '../terraform/world.ts';
import type { DynamoDb } from './dynamodb.ts';
import type { Functions } from './functions.ts';
import { mappingOf } from './mappings/settings.ts';
import type { StreamCounts } from './mappings/shard-consumer.ts';
import type { FaultRates } from './mappings/stream-faults.ts';
import type { Messaging } from './messaging.ts';
import type { May, Report } from './ports.ts';
import { type QueueCounts, startQueueMapping } from './queue-mapping.ts';
import {
  type Poll,
  type RunningMapping,
  type RunningStreamMapping,
  type StreamMappingOptions,
  startStreamMapping,
} from './stream-mapping.ts';

export const MAPPING_TYPES = ['aws_lambda_event_source_mapping'] as const;

export interface MappingsOptions extends Pick<StreamMappingOptions, 'redeliver' | 'backoffMs'> {
  world: World;
  dynamodb: Pick<DynamoDb, 'wire' | 'stream'>;
  messaging: Pick<Messaging, 'queue' | 'send'>;
  functions: Pick<Functions, 'invoke' | 'settings'>;
  may: May;
  /** How often a stream is asked: `short` is 15 ms, `aws` 250 ms. */
  poll?: Poll;
  /** Into how many shards each stream is split. */
  shards?: number;
  report?: Report;
}

/** Starts the world's event source mappings. */
export async function startMappings({
  world,
  dynamodb,
  messaging,
  poll = 'short',
  shards = 4,
  report = () => undefined,
  ...rest
}: MappingsOptions) {
  const running: RunningMapping<StreamCounts | QueueCounts>[] = [];
  const streams: RunningStreamMapping[] = [];
  const ofFunction = (name: string) => {
    const mapping = streams.find(({ functionName }) => functionName === name);
    if (!mapping) throw new Error(`no stream is mapped to ${name}`);
    return mapping;
  };
  const stop = async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
  };
  try {
    for (const resource of resourcesOf(world, 'aws_lambda_event_source_mapping')) {
      const mapping = mappingOf(resource);
      if (!mapping.enabled) continue;
      if (mapping.kind === 'stream') {
        const { wire, stream } = { wire: dynamodb.wire, stream: dynamodb.stream(mapping.sourceArn) };
        const { send } = messaging;
        const started = await startStreamMapping({ ...rest, mapping, wire, stream, send, poll, shards, report });
        streams.push(started);
        running.push(started);
      } else {
        const { region } = world;
        const queue = messaging.queue(mapping.sourceArn);
        running.push(startQueueMapping({ ...rest, mapping, queue, deadLetters: messaging.queue, region, report }));
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    /** What each mapping has done, by its address. */
    counts: () => Object.fromEntries(running.map(({ address, counts }) => [address, { ...counts }])),
    /** Settles when all streams and queues that have a mapping are done with what they had. */
    idle: async () => {
      for (const each of running) await each.idle();
    },
    /** Has a function's stream suffer so often from now on; `{}` ends it. @throws if no stream is mapped to it */
    fault: (functionName: string, rates: FaultRates) => ofFunction(functionName).fault(rates),
    /** Splits the busiest shard of a function's stream, for this mapping. @throws if no stream is mapped to it */
    split: (functionName: string) => ofFunction(functionName).split(),
    stop,
  };
}
