import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { wireTo } from '../../../local/engines/dynamodb/wire.ts';
import { type DynamoDb, startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { readStream, type StreamRecord, shardIds, shardOf } from '../../../local/engines/stream-shards.ts';
import { REGION, STREAM_ARN, stageTable, temporaryFolder, until, worldOf } from './small-world.ts';

const { PATH } = process.env;
const LAG_MS = 400;
let random = () => 1;
let engine: DynamoDb;
let client: DynamoDBClient;

beforeAll(async () => {
  const table = { ...stageTable, tags: { a: 'b' }, point_in_time_recovery: { enabled: true } };
  engine = await startDynamoDb({
    world: worldOf({ 'aws_dynamodb_table.stage': table }),
    lagMs: LAG_MS,
    random: () => random(),
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new DynamoDBClient({ endpoint: engine.url, region: REGION, credentials });
}, 30_000);
afterAll(async () => {
  client?.destroy();
  await engine?.stop();
});

const put = (pk: string, more: Record<string, { S: string } | { N: string } | { B: Uint8Array }> = {}) =>
  client.send(new PutItemCommand({ TableName: 'Stage', Item: { pk: { S: pk }, sk: { S: 'row' }, ...more } }));
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'row' } });
const get = async (pk: string, ConsistentRead: boolean) =>
  (await client.send(new GetItemCommand({ TableName: 'Stage', Key: key(pk), ConsistentRead }))).Item;

async function recordsFrom(work: () => Promise<unknown>, shards = 4) {
  const read: { shard: number; record: StreamRecord }[] = [];
  const reader = await readStream({
    wire: engine.wire,
    stream: engine.stream(STREAM_ARN),
    shards,
    position: 'LATEST',
    intervalMs: 5,
    onRecord: (shard, record) => read.push({ shard, record }),
    report: () => undefined,
  });
  await work();
  await reader.idle();
  await reader.stop();
  return read;
}

describe('lagging reads', () => {
  it('shows a write at once to a consistent read, and later to one that is not', async () => {
    await put('lag');
    expect(await get('lag', true)).toEqual(key('lag'));
    expect(await get('lag', false)).toBeUndefined();
    await until(async () => (await get('lag', false)) !== undefined);
  });

  it('serves queries and batches from the copy under the own name of the table', async () => {
    await put('batch', { v: { N: '1' } });
    const query = (ConsistentRead: boolean) =>
      client.send(
        new QueryCommand({
          TableName: 'Stage',
          ConsistentRead,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: 'batch' } },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
    expect((await query(true)).Count).toBe(1);
    const stale = await query(false);
    expect([stale.Count, stale.ConsumedCapacity?.TableName]).toEqual([0, 'Stage']);
    await until(async () => (await query(false)).Count === 1);
    const batch = await client.send(new BatchGetItemCommand({ RequestItems: { Stage: { Keys: [key('batch')] } } }));
    expect(batch.Responses).toEqual({ Stage: [{ ...key('batch'), v: { N: '1' } }] });
  });

  it('reads transactions from the table itself', async () => {
    await put('transaction');
    const read = new TransactGetItemsCommand({
      TransactItems: [{ Get: { TableName: 'Stage', Key: key('transaction') } }],
    });
    expect((await client.send(read)).Responses).toEqual([{ Item: key('transaction') }]);
  });

  it('keeps the changes of one item in order', async () => {
    random = Math.random;
    for (let v = 1; v <= 20; v += 1) await put('ordered', { v: { N: `${v}` } });
    const seen: number[] = [];
    await until(async () => {
      seen.push(Number((await get('ordered', false))?.v?.N ?? 0));
      return seen.at(-1) === 20;
    });
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });
});

describe('the stream', () => {
  it('gives records in the shape that Lambda functions get', async () => {
    const [inserted, removed] = await recordsFrom(async () => {
      await put('shape', { b: { B: new Uint8Array([1, 2, 3]) } });
      await client.send(new DeleteItemCommand({ TableName: 'Stage', Key: key('shape') }));
    });
    const now = Date.now() / 1000;
    expect(inserted?.record).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: REGION,
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Number),
        Keys: key('shape'),
        NewImage: { ...key('shape'), b: { B: 'AQID' } },
        SequenceNumber: expect.stringMatching(/^[1-9]\d*$/),
        SizeBytes: expect.any(Number),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
      eventSourceARN: STREAM_ARN,
    });
    expect(now - (inserted?.record.dynamodb.ApproximateCreationDateTime ?? 0)).toBeLessThan(5);
    expect(removed?.record.eventName).toBe('REMOVE');
    expect(removed?.record.dynamodb.OldImage).toEqual({ ...key('shape'), b: { B: 'AQID' } });
    expect(removed?.record).not.toHaveProperty('userIdentity');
  });

  it('is split by partition key, with sequence numbers that rise in each shard', async () => {
    const partitions = Array.from({ length: 12 }, (_, n) => `split${n}`);
    const read = await recordsFrom(async () => {
      for (const v of ['1', '2']) for (const pk of partitions) await put(pk, { v: { N: v } });
    });
    expect(read).toHaveLength(24);
    expect(new Set(read.map(({ shard }) => shard)).size).toBeGreaterThan(1);
    for (const pk of partitions) {
      const own = read.filter(({ record }) => record.dynamodb.Keys.pk?.S === pk);
      expect(new Set(own.map(({ shard }) => shard)).size).toBe(1);
      expect(own.map(({ record }) => record.dynamodb.NewImage?.v?.N)).toEqual(['1', '2']);
    }
    for (const shard of [0, 1, 2, 3]) {
      const numbers = read
        .filter((each) => each.shard === shard)
        .map(({ record }) => BigInt(record.dynamodb.SequenceNumber));
      expect(numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? 0n))).toBe(true);
    }
  });

  it('has shard ids in the form of AWS, the same in every run', () => {
    const ids = shardIds(STREAM_ARN, 4);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^shardId-\d{20}-[0-9a-f]{8}$/);
    expect(shardIds(STREAM_ARN, 4)).toEqual(ids);
    expect(shardOf({ pk: { S: 'a' }, sk: { S: '1' } }, 'pk', 4)).toBe(
      shardOf({ pk: { S: 'a' }, sk: { S: '2' } }, 'pk', 4),
    );
  });

  it('says that the service removed a row whose time to live is over, and keeps the others', async () => {
    const past = { N: `${Math.floor(Date.now() / 1000) - 10}` };
    const future = { N: `${Math.floor(Date.now() / 1000) + 1_000}` };
    await put('expired', { expires: past });
    await put('fresh', { expires: future });
    const read = await recordsFrom(async () => expect(await engine.sweep()).toBe(1));
    expect(read.map(({ record }) => [record.eventName, record.dynamodb.Keys.pk?.S, record.userIdentity])).toEqual([
      ['REMOVE', 'expired', { type: 'Service', principalId: 'dynamodb.amazonaws.com' }],
    ]);
    expect(await get('fresh', true)).toBeDefined();
  });
});

it('refuses an attribute that it does not know, naming the table', async () => {
  const world = worldOf({ 'aws_dynamodb_table.stage': { ...stageTable, replica: [{ region_name: 'us-east-1' }] } });
  await expect(startDynamoDb({ world })).rejects.toThrow(
    'aws_dynamodb_table.stage: replica is not known to the local engine',
  );
}, 30_000);

it('keeps its rows across a restart, where there is a folder for them', async () => {
  const dataDir = temporaryFolder();
  const world = worldOf({ 'aws_dynamodb_table.stage': stageTable });
  const first = await startDynamoDb({ world, dataDir });
  await first.wire.tables('PutItem', { TableName: 'Stage', Item: key('kept') });
  await first.stop();
  const second = await startDynamoDb({ world, dataDir, lagMs: 50 });
  const reads = [true, false].map((ConsistentRead) =>
    wireTo(second.url).tables('GetItem', { TableName: 'Stage', Key: key('kept'), ConsistentRead }),
  );
  expect(await Promise.all(reads)).toEqual([{ Item: key('kept') }, { Item: key('kept') }]);
  await second.stop();
}, 30_000);

it('ends with the process that started it, also where that is killed', async () => {
  const module = new URL('../../../local/engines/dynamodb/process.ts', import.meta.url).href;
  const code = `const { startProcess } = await import('${module}'); console.log((await startProcess({})).url);`;
  const starter = spawn('node', ['--input-type=module', '-e', code], {
    env: { PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(starter.stdout, 'data');
  const url = String(line).trim();
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  expect(await answers()).toBe(true);
  starter.kill('SIGKILL');
  await until(async () => !(await answers()));
}, 30_000);
