import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { type Gateway, startGateway } from '../../local/gateway/gateway.ts';
import { createIam } from '../../local/iam/iam.ts';
import { startRecordingEngine } from './recording-engine.ts';
import { accountOf, REGION, ROLE, TABLE } from './small-account.ts';

const world = accountOf([{ Effect: 'Allow', Action: 'dynamodb:*', Resource: TABLE }]);
const iam = createIam(world);
let engine: Awaited<ReturnType<typeof startRecordingEngine>>;
let gateway: Gateway;
let client: DynamoDBClient;

beforeEach(async () => {
  engine = await startRecordingEngine();
  gateway = await startGateway({ world, iam, engines: { dynamodb: engine.url } });
  const credentials = iam.credentialsFor(ROLE);
  client = new DynamoDBClient({ endpoint: gateway.url, region: REGION, credentials, maxAttempts: 1 });
});
afterEach(async () => {
  await gateway.stop();
  engine.stop();
});

const put = () => client.send(new PutItemCommand({ TableName: 'Stage', Item: { pk: { S: 'a' } } }));
const answer = (status: number, body: object) => {
  engine.next = { status, body: JSON.stringify(body) };
};

it('asks nothing and counts nothing before it is started', async () => {
  answer(200, {});
  await put();
  expect(engine.seen[0]?.body).not.toContain('ReturnConsumedCapacity');
  expect(gateway.meter.units()).toEqual({});
});

it('counts by table and role what writes took', async () => {
  gateway.meter.start();
  answer(200, { ConsumedCapacity: { TableName: 'Stage', CapacityUnits: 3 } });
  await put();
  await put();
  expect(JSON.parse(engine.seen[0]?.body ?? '')).toMatchObject({ ReturnConsumedCapacity: 'TOTAL', TableName: 'Stage' });
  expect(gateway.meter.units()).toEqual({ Stage: { [ROLE]: { calls: 2, written: 6, refused: 0, read: 0 } } });
});

it('takes each write of a transaction twice, as AWS does', async () => {
  gateway.meter.start();
  answer(200, { ConsumedCapacity: [{ TableName: 'Stage', CapacityUnits: 2 }] });
  const items = ['a', 'b'].map((pk) => ({ Put: { TableName: 'Stage', Item: { pk: { S: pk } } } }));
  await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
  expect(gateway.meter.units()).toMatchObject({ Stage: { [ROLE]: { written: 4 } } });
});

it('counts a refused write by the row that was in the way', async () => {
  gateway.meter.start();
  const Item = {
    pk: { S: 'a' },
    text: { S: 'x'.repeat(1_500) },
    list: { L: [{ N: '12' }, { M: { a: { NULL: true } } }] },
  };
  answer(400, { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', Item });
  await expect(put()).rejects.toThrow();
  expect(gateway.meter.units()).toMatchObject({ Stage: { [ROLE]: { written: 2, refused: 2 } } });
});

it('starts again from nothing', async () => {
  gateway.meter.start();
  answer(200, { ConsumedCapacity: { TableName: 'Stage', CapacityUnits: 1 } });
  await put();
  gateway.meter.start();
  expect(gateway.meter.units()).toEqual({});
});
