import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { Invocation } from '../../../local/engines/functions.ts';
import { mappingOf, type StreamMapping } from '../../../local/engines/mappings/settings.ts';
import { ShardConsumer } from '../../../local/engines/mappings/shard-consumer.ts';
import type { StreamRecord } from '../../../local/engines/stream-shards.ts';
import { STREAM_ARN } from './small-world.ts';

const mappingWith = (more: object) =>
  mappingOf({
    address: 'aws_lambda_event_source_mapping.m',
    type: 'aws_lambda_event_source_mapping',
    name: 'm',
    values: { function_name: 'f', event_source_arn: STREAM_ARN, starting_position: 'TRIM_HORIZON', ...more },
  }) as StreamMapping;

const record = (number: number, ageSeconds = 0, now = Date.now()): StreamRecord => ({
  eventID: `${number}`,
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'eu-west-1',
  dynamodb: {
    ApproximateCreationDateTime: Math.floor(now / 1000) - ageSeconds,
    Keys: { pk: { S: `${number}` } },
    SequenceNumber: `${number}`,
    SizeBytes: 1,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
  eventSourceARN: STREAM_ARN,
});

interface Event {
  Records: StreamRecord[];
  state?: Record<string, number>;
  shardId?: string;
  isFinalInvokeForWindow?: boolean;
  window?: { start: string; end: string };
}
type Handler = (numbers: number[], event: Event) => unknown;
const consumers: ShardConsumer[] = [];
afterEach(() => Promise.all(consumers.splice(0).map((consumer) => consumer.stop())));

/** A consumer whose function has this handler; what it was given, and what was discarded. */
function consume(more: object, handler: Handler, redeliver = () => false) {
  const given: number[][] = [];
  const events: Event[] = [];
  const discarded: Record<string, Record<string, unknown>>[] = [];
  const counts = { batches: 0, records: 0, retried: 0, bisected: 0, discarded: 0, redelivered: 0, killed: 0 };
  const answer = { requestId: 'r', statusCode: 200, coldStart: false } as const;
  const invoke = async (_: string, event: unknown): Promise<Invocation> => {
    const numbers = (event as Event).Records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
    given.push(numbers);
    events.push(structuredClone(event) as Event);
    try {
      return { ...answer, payload: handler(numbers, event as Event) };
    } catch (error) {
      return { ...answer, functionError: 'Unhandled', payload: { errorMessage: String(error) } };
    }
  };
  const consumer = new ShardConsumer({
    mapping: mappingWith(more),
    shardId: 'shardId-1',
    functions: { invoke, settings: () => ({ arn: 'arn:f' }) as never },
    counts,
    redeliver,
    discard: (message) => void discarded.push(JSON.parse(message)),
    backoffMs: () => 0,
    report: () => undefined,
  });
  consumers.push(consumer);
  return { consumer, given, events, discarded, counts };
}
const failing =
  (...bad: number[]): Handler =>
  (numbers) => {
    if (numbers.some((number) => bad.includes(number))) throw new Error('bad');
    return {};
  };
const reporting =
  (...bad: number[]): Handler =>
  (numbers) => ({ batchItemFailures: numbers.filter((n) => bad.includes(n)).map((n) => ({ itemIdentifier: `${n}` })) });
async function feed({ consumer }: { consumer: ShardConsumer }, ...records: StreamRecord[]) {
  for (const each of records) consumer.push(each);
  await consumer.idle();
}
const upTo = (last: number, now = Date.now()) => Array.from({ length: last }, (_, n) => record(n + 1, 0, now));

describe('a shard of a stream', () => {
  it('comes in order, in batches of at most the batch size', async () => {
    const run = consume({ batch_size: 2 }, () => ({}));
    await feed(run, ...upTo(5));
    expect(run.given).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('gathers a batch for the batching window', async () => {
    const run = consume({ batch_size: 3, maximum_batching_window_in_seconds: 1 }, () => ({}));
    const fed = feed(run, record(1));
    setTimeout(() => run.consumer.push(record(2)), 20);
    await fed;
    expect(run.given).toEqual([[1, 2]]);
  });

  it('passes the filters first', async () => {
    const pattern = JSON.stringify({ dynamodb: { Keys: { pk: { S: [{ 'anything-but': ['2'] }] } } } });
    const run = consume({ filter_criteria: { filter: [{ pattern }] } }, () => ({}));
    await feed(run, ...upTo(3));
    expect(run.given).toEqual([[1, 3]]);
  });

  it('is tried again from the lowest failure that was reported', async () => {
    let bad = [4, 2];
    const run = consume({ function_response_types: ['ReportBatchItemFailures'] }, (numbers, event) => {
      const answer = reporting(...bad)(numbers, event);
      bad = bad.length === 2 ? [4] : [];
      return answer;
    });
    await feed(run, ...upTo(5));
    expect(run.given).toEqual([
      [1, 2, 3, 4, 5],
      [2, 3, 4, 5],
      [4, 5],
    ]);
  });

  it('is tried again as a whole where a failure names no record of the batch', async () => {
    const answers = [
      { batchItemFailures: [{ itemIdentifier: '' }] },
      { batchItemFailures: [{ itemIdentifier: '9' }] },
      null,
    ];
    const run = consume({ function_response_types: ['ReportBatchItemFailures'] }, () => answers.shift());
    await feed(run, ...upTo(2));
    expect(run.given).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it('takes a report for success where reports are not asked for', async () => {
    const run = consume({}, reporting(1));
    await feed(run, ...upTo(2));
    expect(run.given).toEqual([[1, 2]]);
  });

  it('is halved around what fails, without counting that as a retry', async () => {
    const run = consume({ bisect_batch_on_function_error: true, maximum_retry_attempts: 1 }, failing(3));
    await feed(run, ...upTo(4));
    expect(run.given).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4]]);
    expect(run.discarded).toHaveLength(1);
  });

  it('goes on after the retries, and says where the lost records are, not what they are', async () => {
    const run = consume({ maximum_retry_attempts: 2, batch_size: 2 }, failing(1));
    await feed(run, ...upTo(3));
    expect(run.given).toEqual([[1, 2], [1, 2], [1, 2], [3]]);
    expect(run.discarded).toEqual([
      {
        version: '1.0',
        timestamp: expect.any(String),
        requestContext: {
          requestId: 'r',
          functionArn: 'arn:f',
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: 3,
        },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        DDBStreamBatchInfo: {
          shardId: 'shardId-1',
          startSequenceNumber: '1',
          endSequenceNumber: '2',
          approximateArrivalOfFirstRecord: expect.any(String),
          approximateArrivalOfLastRecord: expect.any(String),
          batchSize: 2,
          streamArn: STREAM_ARN,
        },
      },
    ]);
  });

  it('is tried for ever where nothing bounds it', async () => {
    let attempts = 0;
    const run = consume({}, () => {
      attempts += 1;
      if (attempts <= 50) throw new Error('bad');
    });
    await feed(run, record(1));
    expect([run.given.length, run.discarded.length]).toEqual([51, 0]);
  });

  it('gives up what is too old without trying it', async () => {
    const run = consume({ maximum_record_age_in_seconds: 60 }, () => ({}));
    await feed(run, record(1, 120), record(2));
    expect(run.given).toEqual([[2]]);
    expect(run.discarded[0]).toMatchObject({
      requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 0 },
      DDBStreamBatchInfo: { startSequenceNumber: '1', batchSize: 1 },
    });
  });

  it('comes twice now and then, where that is switched on', async () => {
    const redeliver = jest.fn(() => false).mockReturnValueOnce(true);
    const run = consume({ batch_size: 2 }, () => ({}), redeliver);
    await feed(run, ...upTo(3));
    expect(run.given).toEqual([[1, 2], [1, 2], [3]]);
    expect(run.counts).toMatchObject({ records: 3, redelivered: 1 });
  });
});

it('does every record at least once and never out of order, whatever fails, is bisected or comes twice', async () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 });
  const upToHalf = fc.double({ min: 0, max: 0.4, noNaN: true });
  const property = async (chance: number[], failures: number, doubles: number, batch_size: number) => {
    const below = (limit: number) => (chance.pop() ?? 1) < limit;
    const done: number[] = [];
    const handler: Handler = (numbers) => {
      for (const number of numbers) {
        if (below(failures / 2)) throw new Error('crashed');
        if (below(failures)) return { batchItemFailures: [{ itemIdentifier: `${number}` }] };
        done.push(number);
      }
      return {};
    };
    const more = {
      batch_size,
      bisect_batch_on_function_error: true,
      function_response_types: ['ReportBatchItemFailures'],
    };
    await feed(
      consume(more, handler, () => below(doubles)),
      ...upTo(30),
    );
    expect([...new Set(done)]).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  };
  const sizes = fc.integer({ min: 1, max: 7 });
  await fc.assert(fc.asyncProperty(chances, upToHalf, upToHalf, sizes, property), { numRuns: 10, endOnFailure: true });
}, 20_000);

describe('a tumbling window', () => {
  const tumbling = { tumbling_window_in_seconds: 1, batch_size: 2 };
  const counting: Handler = (numbers, { state }) => ({
    state: { n: (state?.n ?? 0) + numbers.length },
    batchItemFailures: [],
  });

  it('hands its state on, and ends with an event without records', async () => {
    const run = consume(tumbling, counting);
    await feed(run, ...upTo(3));
    const now = Math.floor(Date.now() / 1000);
    expect(
      run.events.map(({ Records, state, isFinalInvokeForWindow, shardId }) => [
        Records.length,
        state,
        isFinalInvokeForWindow,
        shardId,
      ]),
    ).toEqual([
      [2, {}, false, 'shardId-1'],
      [1, { n: 2 }, false, 'shardId-1'],
      [0, { n: 3 }, true, 'shardId-1'],
    ]);
    const { start, end } = run.events[0]?.window ?? { start: '', end: '' };
    expect(Date.parse(end) - Date.parse(start)).toBe(1000);
    expect(Math.abs(Date.parse(start) / 1000 - now)).toBeLessThanOrEqual(2);
  });

  it('is closed by a record of the next one, which begins without state', async () => {
    const run = consume(tumbling, counting);
    await feed(run, record(1, 5), record(2, 4));
    expect(
      run.events.map(({ Records, state, isFinalInvokeForWindow }) => [Records.length, state, isFinalInvokeForWindow]),
    ).toEqual([
      [1, {}, false],
      [0, { n: 1 }, true],
      [1, {}, false],
      [0, { n: 1 }, true],
    ]);
  });

  it('wants the state back on every path', async () => {
    const answers = [{ batchItemFailures: [] }];
    const run = consume(tumbling, (numbers, event) => answers.shift() ?? counting(numbers, event));
    await feed(run, record(1));
    expect(run.given).toEqual([[1], [1], []]);
  });

  it('gives a batch that comes twice the state from before', async () => {
    const redeliver = jest.fn(() => false).mockReturnValueOnce(true);
    const run = consume(tumbling, counting, redeliver);
    await feed(run, ...upTo(2));
    expect(run.events.map(({ state }) => state)).toEqual([{}, {}, { n: 2 }]);
  });
});

describe('what is refused', () => {
  it.each([
    ['a parallelization factor', { parallelization_factor: 4 }],
    ['no starting position', { starting_position: null }],
    ['a concurrency, which is for queues', { scaling_config: { maximum_concurrency: 2 } }],
    ['an attribute that is not known', { topics: ['x'] }],
    ['a filter that is not known', { filter_criteria: { filter: [{ pattern: '{"a":[{"like":"b"}]}' }] } }],
  ])('%s', (_, more) => expect(() => mappingWith(more)).toThrow(/^aws_lambda_event_source_mapping\.m: /));
});
