import type { Invocation } from '../../../local/engines/functions.ts';
import { mappingOf, type StreamMapping } from '../../../local/engines/mappings/settings.ts';
import { Shard } from '../../../local/engines/mappings/shard.ts';
import { ShardConsumer } from '../../../local/engines/mappings/shard-consumer.ts';
import { type FaultRates, StreamFaults } from '../../../local/engines/mappings/stream-faults.ts';
import type { StreamRecord } from '../../../local/engines/stream-shards.ts';
import { arnOf } from './small-world.ts';

const STREAM_ARN = arnOf('dynamodb', 'table/Ballot/stream/2026-01-01T00:00:00.000');
const ROWS = 8;

const mapping = mappingOf({
  address: 'aws_lambda_event_source_mapping.tally',
  type: 'aws_lambda_event_source_mapping',
  name: 'tally',
  values: {
    function_name: 'tally',
    event_source_arn: STREAM_ARN,
    starting_position: 'TRIM_HORIZON',
    batch_size: 4,
    bisect_batch_on_function_error: true,
    maximum_retry_attempts: -1,
  },
}) as StreamMapping;

/** A record of a row, with the sequence number that it has in the stream. */
const record = (row: number, sequence: number): StreamRecord => ({
  eventID: `${sequence}`,
  eventName: 'MODIFY',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'eu-west-1',
  dynamodb: {
    ApproximateCreationDateTime: Math.floor(Date.now() / 1_000),
    Keys: { pk: { S: 'same' }, sk: { S: `${row}` } },
    SequenceNumber: `${sequence}`,
    SizeBytes: 1,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
  eventSourceARN: STREAM_ARN,
});

/** One shard whose function notes what it is given, and waits for `gate` before it answers. */
function shardWith(rates: FaultRates, random: () => number = () => 0) {
  const given: { shard: string; numbers: number[] }[] = [];
  const counts = { batches: 0, records: 0, retried: 0, bisected: 0, discarded: 0, redelivered: 0, killed: 0 };
  const faults = new StreamFaults(random);
  faults.set(rates);
  let gate = Promise.resolve();
  const shard = new Shard(
    'shardId-1',
    (shardId, after) =>
      new ShardConsumer({
        mapping,
        shardId,
        counts,
        faults,
        after,
        functions: {
          invoke: async (_, event): Promise<Invocation> => {
            const { Records } = event as { Records: StreamRecord[] };
            given.push({ shard: shardId, numbers: Records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber)) });
            await gate;
            return { requestId: 'r', statusCode: 200, coldStart: false, payload: {} };
          },
          settings: () => ({ arn: 'arn:f' }) as never,
        },
        redeliver: () => false,
        discard: () => undefined,
        backoffMs: () => 0,
        report: () => undefined,
      }),
  );
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  const write = (from: number, to: number) => {
    for (let n = from; n <= to; n++) shard.push(record(n % ROWS, n));
  };
  return { shard, given, counts, hold, write };
}

/** Answers so and so, and from then on 1. */
const answers =
  (...values: number[]) =>
  () =>
    values.shift() ?? 1;

let running: ReturnType<typeof shardWith>;
afterEach(() => running.shard.stop());

it('a batch that was done comes again', async () => {
  running = shardWith({ redeliver: 0.5 }, answers(0.4, 0.6));
  running.write(1, 3);
  await running.shard.idle();
  expect(running.given.map(({ numbers }) => numbers)).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect(running.counts).toMatchObject({ redelivered: 1, records: 3 });
});

it('a batch whose function fails before it begins comes in halves', async () => {
  running = shardWith({ bisect: 0.5 }, answers(0.4));
  running.write(1, 4);
  await running.shard.idle();
  expect(running.given.map(({ numbers }) => numbers)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(running.counts.bisected).toBe(1);
});

it('a batch whose function is killed after its work comes again all the same', async () => {
  running = shardWith({ kill: 0.5 }, answers(0.4));
  running.write(1, 4);
  await running.shard.idle();
  expect(running.given.map(({ numbers }) => numbers)).toEqual([
    [1, 2, 3, 4],
    [1, 2],
    [3, 4],
  ]);
  expect(running.counts.killed).toBe(1);
});

it('nothing happens where nothing is to', async () => {
  running = shardWith({});
  running.write(1, 4);
  await running.shard.idle();
  expect(running.given.map(({ numbers }) => numbers)).toEqual([[1, 2, 3, 4]]);
});

it('a shard that is split ends before its children begin, and each row goes on in one of them', async () => {
  running = shardWith({});
  const { shard, given, hold, write } = running;
  const release = hold();
  write(1, 6);
  await new Promise(setImmediate);
  shard.split();
  write(7, 40);
  await new Promise(setImmediate);
  expect(given.map((each) => each.shard)).toEqual(['shardId-1']);
  release();
  await shard.idle();

  const parent = given.filter((each) => each.shard === 'shardId-1').flatMap(({ numbers }) => numbers);
  expect(parent).toEqual([1, 2, 3, 4, 5, 6]);
  const firstOfChild = given.findIndex((each) => each.shard !== 'shardId-1');
  expect(given.slice(firstOfChild).every((each) => each.shard !== 'shardId-1')).toBe(true);

  const children = shard
    .leaves()
    .map(({ id }) => given.filter((each) => each.shard === id).flatMap(({ numbers }) => numbers));
  expect(children).toHaveLength(2);
  const rows = children.map((numbers) => [...new Set(numbers.map((n) => n % ROWS))]);
  expect(rows.flat().sort()).toEqual(Array.from({ length: ROWS }, (_, row) => row));
  for (const numbers of children) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(children.flat().length).toBe(34);
});
