import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type DynamoDb, startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { type Functions, startFunctions } from '../../../local/engines/functions.ts';
import { startMappings } from '../../../local/engines/mappings.ts';
import { type Messaging, startMessaging } from '../../../local/engines/messaging.ts';
import { arnOf, queue, REGION, STREAM_ARN, stageTable, until, worldOf } from './small-world.ts';
import { lambda } from './zip-function.ts';

/** Writes its event to the log, then fails for what says so. */
const SOURCE = `export const handler = async (event) => {
  console.log(JSON.stringify(event));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const bad = event.Records.filter((r) => (r.body ?? JSON.stringify(r.dynamodb.NewImage)).includes('poison'));
  return { batchItemFailures: bad.map((r) => ({ itemIdentifier: r.messageId ?? r.dynamodb.SequenceNumber })) };
};`;
const REPORTS = { function_response_types: ['ReportBatchItemFailures'] };
const streamMapping = {
  function_name: 'stream',
  event_source_arn: STREAM_ARN,
  starting_position: 'TRIM_HORIZON',
  batch_size: 10,
  maximum_retry_attempts: 1,
  maximum_record_age_in_seconds: 600,
  bisect_batch_on_function_error: true,
  destination_config: { on_failure: { destination_arn: arnOf('sqs', 'undelivered') } },
  filter_criteria: {
    filter: [{ pattern: JSON.stringify({ dynamodb: { Keys: { sk: { S: [{ 'anything-but': ['LIVE'] }] } } } }) }],
  },
  ...REPORTS,
};
const redrive_policy = JSON.stringify({ deadLetterTargetArn: arnOf('sqs', 'dead.fifo'), maxReceiveCount: 2 });
const world = worldOf({
  'aws_dynamodb_table.stage': stageTable,
  'aws_sqs_queue.undelivered': queue('undelivered'),
  'aws_sqs_queue.dead': queue('dead.fifo'),
  'aws_sqs_queue.groups': queue('groups.fifo', { visibility_timeout_seconds: 1, redrive_policy }),
  'aws_sqs_queue.plain': queue('plain'),
  'aws_lambda_function.stream': lambda('stream', SOURCE),
  'aws_lambda_function.groups': lambda('groups', SOURCE, { timeout: 1 }),
  'aws_lambda_function.plain': lambda('plain', SOURCE, { timeout: 1 }),
  'aws_lambda_event_source_mapping.stream': streamMapping,
  'aws_lambda_event_source_mapping.groups': {
    function_name: arnOf('lambda', 'function:groups'),
    event_source_arn: arnOf('sqs', 'groups.fifo'),
    batch_size: 10,
    scaling_config: { maximum_concurrency: 2 },
    ...REPORTS,
  },
  'aws_lambda_event_source_mapping.plain': {
    function_name: 'plain',
    event_source_arn: arnOf('sqs', 'plain'),
    maximum_batching_window_in_seconds: 1,
    filter_criteria: { filter: [{ pattern: '{"body":{"kind":["change"]}}' }] },
  },
});

let dynamodb: DynamoDb;
let messaging: Messaging;
let functions: Functions;
let mappings: Awaited<ReturnType<typeof startMappings>>;
let tables: DynamoDBClient;
let queues: SQSClient;
// biome-ignore lint/suspicious/noExplicitAny: events are looked at as the JSON they are
const events: Record<string, any[]> = { stream: [], groups: [], plain: [] };
const options = () => ({ world, dynamodb, messaging, functions, backoffMs: () => 0 });

beforeAll(async () => {
  const log = (name: string, line: string) => {
    const written = JSON.parse(line);
    if (written.Records) events[name]?.push(written);
  };
  dynamodb = await startDynamoDb({ world });
  messaging = await startMessaging({ world, allowed: () => true });
  const keys = { accessKeyId: 'a', secretAccessKey: 'b' };
  functions = await startFunctions({ world, endpoint: 'http://127.0.0.1:1', credentialsFor: () => keys, log });
  mappings = await startMappings({ ...options(), may: () => true });
  tables = new DynamoDBClient({ endpoint: dynamodb.url, region: REGION, credentials: keys });
  queues = new SQSClient({ endpoint: messaging.url, region: REGION, credentials: keys });
}, 30_000);
afterAll(async () => {
  await mappings?.stop();
  for (const client of [tables, queues]) client?.destroy();
  for (const engine of [functions, messaging, dynamodb]) await engine?.stop();
});

const put = (pk: string, sk: string, text = '') =>
  tables.send(new PutItemCommand({ TableName: 'Stage', Item: { pk: { S: pk }, sk: { S: sk }, text: { S: text } } }));
const send = (name: string, MessageBody: string, MessageGroupId?: string) =>
  queues.send(
    new SendMessageCommand({
      QueueUrl: `${messaging.url}/1/${name}`,
      MessageBody,
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'change' } },
      ...(MessageGroupId && { MessageGroupId, MessageDeduplicationId: crypto.randomUUID() }),
    }),
  );
const bodies = (name: string) =>
  events[name]?.map(({ Records }) => Records.map((each: { body: string }) => each.body)) ?? [];
const ready = (name: string) => messaging.queue(arnOf('sqs', name)).inspectMessages().ready;

describe('a stream', () => {
  it('reaches its function, filtered, each partition in order', async () => {
    for (const v of ['1', '2', '3']) for (const pk of ['a', 'b', 'c']) await put(pk, 'STAGE', v);
    await put('a', 'LIVE');
    await mappings.idle();
    const images = events.stream?.flatMap(({ Records }) => Records).map(({ dynamodb: { NewImage } }) => NewImage) ?? [];
    expect(images).toHaveLength(9);
    for (const pk of ['a', 'b', 'c']) {
      expect(images.filter((image) => image.pk.S === pk).map((image) => image.text.S)).toEqual(['1', '2', '3']);
    }
  });

  it('goes round a record that always fails and puts its position into the on-failure queue', async () => {
    for (const text of ['before', 'poison', 'after']) await put('d', 'STAGE', text);
    await mappings.idle();
    const texts = events.stream?.flatMap(({ Records }) => Records).map(({ dynamodb: { NewImage } }) => NewImage.text.S);
    expect(texts).toContain('after');
    const [message] = ready('undelivered');
    expect(JSON.parse(message?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', functionArn: arnOf('lambda', 'function:stream') },
      DDBStreamBatchInfo: { streamArn: STREAM_ARN, shardId: expect.stringMatching(/^shardId-/) },
    });
    expect(message?.body).not.toContain('poison');
  });
});

describe('a queue', () => {
  it('gives records in the shape that Lambda functions get', async () => {
    await send('groups.fifo', 'shape', 'main');
    await mappings.idle();
    expect(events.groups?.[0]).toEqual({
      Records: [
        {
          messageId: expect.any(String),
          receiptHandle: expect.any(String),
          body: 'shape',
          attributes: {
            ApproximateReceiveCount: '1',
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: expect.any(String),
            SequenceNumber: expect.stringMatching(/^\d{20}$/),
            MessageGroupId: 'main',
            MessageDeduplicationId: expect.any(String),
          },
          messageAttributes: {
            kind: { stringValue: 'change', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
          md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
          eventSource: 'aws:sqs',
          eventSourceARN: arnOf('sqs', 'groups.fifo'),
          awsRegion: REGION,
        },
      ],
    });
  });

  it('has one batch of a group at a time, in order, and another group beside it', async () => {
    events.groups = [];
    functions.pause('groups');
    await send('groups.fifo', 'one 1', 'one');
    await until(() => ready('groups.fifo').length === 0);
    for (const body of ['one 2', 'one 3']) await send('groups.fifo', body, 'one');
    await send('groups.fifo', 'two 1', 'two');
    await until(() => ready('groups.fifo').every(({ messageGroupId }) => messageGroupId === 'one'));
    expect(ready('groups.fifo').map(({ body }) => body)).toEqual(['one 2', 'one 3']);
    functions.resume('groups');
    await mappings.idle();
    expect(
      bodies('groups')
        .flat()
        .filter((body: string) => body.startsWith('one')),
    ).toEqual(['one 1', 'one 2', 'one 3']);
    expect(bodies('groups')).toContainEqual(['one 2', 'one 3']);
  });

  it('deletes what succeeds, gives what fails again, and moves it to the dead letters in the end', async () => {
    events.groups = [];
    await send('groups.fifo', 'good', 'three');
    await send('groups.fifo', 'poison', 'four');
    await until(() => ready('dead.fifo').length === 1);
    expect(ready('dead.fifo').map(({ body }) => body)).toEqual(['poison']);
    expect(bodies('groups').flat().sort()).toEqual(['good', 'poison', 'poison']);
  });

  it('gathers a batch for the batching window and removes what the filters refuse', async () => {
    const bodiesOfPlain = ['change', 'other', 'change'].map((kind) => JSON.stringify({ kind }));
    for (const body of [...bodiesOfPlain, 'no JSON']) await send('plain', body);
    await mappings.idle();
    expect(bodies('plain').flat()).toEqual([bodiesOfPlain[0], bodiesOfPlain[2]]);
    expect(mappings.counts()['aws_lambda_event_source_mapping.plain']).toEqual({
      batches: 1,
      deleted: 2,
      failed: 0,
      filtered: 2,
    });
  });

  it('gives a batch again after its function was killed', async () => {
    events.groups = [];
    await functions.kill('groups');
    await send('groups.fifo', 'survives', 'five');
    await until(() => Number(functions.counts().groups?.errors) > 0);
    await functions.restart('groups');
    await mappings.idle();
    expect(bodies('groups')).toEqual([['survives']]);
  });
});

describe('starting', () => {
  it.each([
    ['dynamodb:GetRecords', 'aws_lambda_event_source_mapping.stream'],
    ['dynamodb:ListStreams', 'aws_lambda_event_source_mapping.stream'],
    ['sqs:SendMessage', 'aws_lambda_event_source_mapping.stream'],
    ['sqs:ReceiveMessage', 'aws_lambda_event_source_mapping.groups'],
  ])('is refused where the role lacks %s', async (lacking, address) => {
    const start = startMappings({ ...options(), may: (_, action) => action !== lacking });
    await expect(start).rejects.toThrow(`${address}: arn:aws:iam::111122223333:role/`);
  });

  it.each([
    [
      'a visibility time-out below the function’s time-out',
      { function_name: 'stream', event_source_arn: arnOf('sqs', 'groups.fifo') },
      'visibility time-out',
    ],
    [
      'a batching window on a FIFO queue',
      { function_name: 'groups', event_source_arn: arnOf('sqs', 'groups.fifo'), maximum_batching_window_in_seconds: 1 },
      'no batching window',
    ],
    [
      'big batches without a batching window',
      { function_name: 'plain', event_source_arn: arnOf('sqs', 'plain'), batch_size: 11 },
      'need a batching window',
    ],
  ])('refuses %s', async (_, mapping, message) => {
    const other = worldOf({ 'aws_lambda_event_source_mapping.m': mapping });
    await expect(startMappings({ ...options(), world: other, may: () => true })).rejects.toThrow(message);
  });
});
