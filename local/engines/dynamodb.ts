import { resourcesOf, type World } from '../terraform/world.ts';
import { putItems } from './dynamodb/items.ts';
import { startLaggingReads } from './dynamodb/lagging-reads.ts';
import { startProcess } from './dynamodb/process.ts';
import { startReplica } from './dynamodb/replica.ts';
import { createTable, type Table } from './dynamodb/tables.ts';
import { sweeper } from './dynamodb/time-to-live.ts';
import { type Wire, wireTo } from './dynamodb/wire.ts';
import type { Report } from './ports.ts';
import type { Stream } from './stream-shards.ts';

export const DYNAMODB_TYPES = ['aws_dynamodb_table', 'aws_dynamodb_table_item'] as const;

export interface DynamoDbOptions {
  world: World;
  /** Keeps the tables there; without it they are in memory. */
  dataDir?: string;
  /** How far reads not marked consistent may lag behind, in milliseconds. 0: not at all. */
  lagMs?: number;
  /** How far each item lags, from 0 to 1. */
  random?: () => number;
  /** How often expired rows are removed, in milliseconds (AWS: within days). */
  sweepEveryMs?: number;
  report?: Report;
}

export interface DynamoDb {
  /** Takes DynamoDB and DynamoDB Streams calls. */
  url: string;
  /** Past the lagging reads, for the platform's own part. */
  wire: Wire;
  tables: Table[];
  /** The stream with this ARN, as functions see it. @throws if no table has it */
  stream(arn: string): Stream;
  /** Removes the rows that have expired; how many. */
  sweep(): Promise<number>;
  stop(): Promise<void>;
}

const alwaysRunning = (work: () => Promise<unknown>, everyMs: number, failed: (error: unknown) => void) => {
  const timer = setInterval(() => work().catch(failed), everyMs);
  timer.unref();
  return () => clearInterval(timer);
};

/** Starts DynamoDB Local with the world's tables (keys, indexes, streams, time to live). */
export async function startDynamoDb({
  world,
  dataDir,
  lagMs = 0,
  random = Math.random,
  sweepEveryMs = 60_000,
  report = () => undefined,
}: DynamoDbOptions): Promise<DynamoDb> {
  const java = await startProcess({ dataDir });
  const stops: (() => unknown)[] = [java.stop];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const wire = wireTo(java.url);
    const tables: Table[] = [];
    for (const resource of resourcesOf(world, 'aws_dynamodb_table')) {
      tables.push(await createTable(wire, resource, lagMs > 0));
    }
    await putItems(wire, world, tables);
    const ttl = sweeper(wire, tables, report);
    stops.push(alwaysRunning(ttl.sweep, sweepEveryMs, (error) => report('time to live', `sweep failed: ${error}`)));
    let url = java.url;
    if (lagMs > 0) {
      for (const table of tables) stops.push((await startReplica({ wire, table, lagMs, random, report })).stop);
      const front = await startLaggingReads(java.url, report);
      stops.push(front.stop);
      url = front.url;
    }
    const stream = (arn: string): Stream => {
      const table = tables.find((each) => each.streamArn === arn);
      if (!table?.localStreamArn) throw new Error(`no table has the stream ${arn}`);
      return {
        arn,
        localArn: table.localStreamArn,
        partitionKey: table.hashKey,
        region: world.region,
        expired: (oldImage) => ttl.swept(table.name, oldImage),
      };
    };
    return { url, wire, tables, stream, sweep: ttl.sweep, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
