import {
  BatchGetItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectAclCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Gateway, startGateway } from '../../local/gateway/gateway.ts';
import { createIam, type Iam } from '../../local/iam/iam.ts';
import { startRecordingEngine } from './recording-engine.ts';
import { accountOf, FUNCTION, OTHER_ROLE, QUEUE, REGION, ROLE, TABLE, TOPIC } from './small-account.ts';

const SECRET = `arn:aws:secretsmanager:${REGION}:123456789012:secret:key`;
const world = accountOf(
  [
    {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:ConditionCheckItem'],
      Resource: TABLE,
    },
    { Effect: 'Allow', Action: 'dynamodb:Query', Resource: `${TABLE}/index/byDay` },
    { Effect: 'Allow', Action: 'sns:Publish', Resource: TOPIC },
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: QUEUE },
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::live/live/*' },
    { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::live/text/*' },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: ['arn:aws:s3:::open', 'arn:aws:s3:::open/*'],
    },
    { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: `${SECRET}-??????` },
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: FUNCTION },
  ],
  { aws_secretsmanager_secret: { key: { name: 'key' }, closed: { name: 'closed' } } },
);

let engine: Awaited<ReturnType<typeof startRecordingEngine>>;
let gateway: Gateway;
let iam: Iam;
const log: string[] = [];

beforeAll(async () => {
  engine = await startRecordingEngine();
  iam = createIam(world);
  const { url } = engine;
  const engines = { dynamodb: url, s3: url, secretsmanager: url, sns: url, sqs: url };
  gateway = await startGateway({ world, iam, engines, report: (line) => log.push(line) });
});
beforeEach(() => {
  engine.seen = [];
  engine.next = { status: 200, body: '{}' };
  gateway.clearFaults();
});
afterAll(async () => {
  await gateway.stop();
  engine.stop();
});

const config = (roleArn = ROLE) => ({
  endpoint: gateway.url,
  region: REGION,
  credentials: iam.credentialsFor(roleArn),
  maxAttempts: 1,
});
const dynamodb = (roleArn?: string) => new DynamoDBClient(config(roleArn));
const s3 = () => new S3Client(config());
const getItem = (TableName = 'Stage') => new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } });
const message = (Id: string) => ({ Id, Message: Id, MessageGroupId: 'g', MessageDeduplicationId: Id });

describe('DynamoDB', () => {
  it('gets what the policy allows, as it was sent', async () => {
    engine.next.body = '{"Item":{"pk":{"S":"舞台"}}}';
    expect((await dynamodb().send(getItem())).Item).toEqual({ pk: { S: '舞台' } });
    expect(engine.seen).toMatchObject([
      { method: 'POST', url: '/', body: '{"TableName":"Stage","Key":{"pk":{"S":"a"}}}' },
    ]);
    expect(engine.seen[0]!.headers['x-amz-target']).toBe('DynamoDB_20120810.GetItem');
  });

  it('gives on the errors of the engine', async () => {
    engine.next = {
      status: 400,
      body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no"}',
    };
    await expect(dynamodb().send(getItem())).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  it('refuses another table in the words of AWS, and remembers it', async () => {
    await expect(dynamodb().send(getItem('Ballot'))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::123456789012:assumed-role/worker/local is not authorized to perform: dynamodb:GetItem on resource: ' +
        `${TABLE.replace('Stage', 'Ballot')} because no identity-based policy allows the dynamodb:GetItem action`,
    });
    expect(engine.seen).toEqual([]);
    expect(gateway.refusals().at(-1)).toMatchObject({ roleArn: ROLE, action: 'dynamodb:GetItem' });
  });

  it('refuses another role', async () => {
    await expect(dynamodb(OTHER_ROLE).send(getItem())).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('asks for the index where one is queried', async () => {
    const query = (IndexName?: string) =>
      new QueryCommand({
        TableName: 'Stage',
        IndexName,
        KeyConditionExpression: 'a = :a',
        ExpressionAttributeValues: { ':a': { S: 'x' } },
      });
    await dynamodb().send(query('byDay'));
    await expect(dynamodb().send(query())).rejects.toThrow(`dynamodb:Query on resource: ${TABLE} because`);
  });

  it('authorises a transaction as its parts', async () => {
    const Put = { TableName: 'Stage', Item: {} };
    const ConditionCheck = { TableName: 'Stage', Key: {}, ConditionExpression: 'x' };
    const Delete = { TableName: 'Stage', Key: {} };
    await dynamodb().send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, { ConditionCheck }] }));
    await expect(
      dynamodb().send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, { Delete }] })),
    ).rejects.toThrow('dynamodb:DeleteItem');
  });

  it('authorises a batch under its own name', async () => {
    const RequestItems = { Stage: { Keys: [{}] } };
    await expect(dynamodb().send(new BatchGetItemCommand({ RequestItems }))).rejects.toThrow('dynamodb:BatchGetItem');
  });

  it('refuses by name what the gateway does not know', async () => {
    const command = new CreateTableCommand({ TableName: 'x', KeySchema: [], AttributeDefinitions: [] });
    await expect(dynamodb().send(command)).rejects.toThrow('The local stack does not take dynamodb:CreateTable.');
    expect(log.at(-1)).toContain('dynamodb:CreateTable');
  });

  it('refuses a key that nobody has', async () => {
    const credentials = { accessKeyId: 'AKIAX', secretAccessKey: 'x' };
    await expect(new DynamoDBClient({ ...config(), credentials }).send(getItem())).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('refuses a key with a wrong secret', async () => {
    const credentials = { ...iam.credentialsFor(ROLE), secretAccessKey: 'x' };
    await expect(new DynamoDBClient({ ...config(), credentials }).send(getItem())).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
  });
});

describe('SNS', () => {
  const xml = (operation: string) =>
    `<${operation}Response><${operation}Result><MessageId>1</MessageId></${operation}Result></${operation}Response>`;

  it('publishes to the topic of the policy, one by one and in batches', async () => {
    engine.next.body = xml('Publish');
    expect(
      (await new SNSClient(config()).send(new PublishCommand({ TopicArn: TOPIC, ...message('1') }))).MessageId,
    ).toBe('1');
    engine.next.body = xml('PublishBatch');
    await new SNSClient(config()).send(
      new PublishBatchCommand({ TopicArn: TOPIC, PublishBatchRequestEntries: [message('1')] }),
    );
    expect(engine.seen).toHaveLength(2);
  });

  it('refuses another topic', async () => {
    const command = new PublishCommand({ TopicArn: `${TOPIC}2`, Message: 'x' });
    await expect(new SNSClient(config()).send(command)).rejects.toMatchObject({ name: 'AuthorizationErrorException' });
  });
});

describe('SQS', () => {
  it('knows the queue by the end of its URL', async () => {
    const QueueUrl = `${gateway.url}/123456789012/live.fifo`;
    const Entries = [{ Id: '1', MessageBody: 'x', MessageGroupId: 'g', MessageDeduplicationId: '1' }];
    await new SQSClient(config()).send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(engine.seen[0]!.headers['x-amz-target']).toBe('AmazonSQS.SendMessageBatch');
  });

  it('refuses what the policy does not allow', async () => {
    const command = new ReceiveMessageCommand({ QueueUrl: `${gateway.url}/123456789012/live.fifo` });
    await expect(new SQSClient(config()).send(command)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('S3', () => {
  it('puts and gets below the prefix of the policy, and nothing else', async () => {
    await s3().send(new PutObjectCommand({ Bucket: 'live', Key: 'live/a b/舞台.json', Body: '{}' }));
    engine.next.body = 'x';
    const got = await s3().send(new GetObjectCommand({ Bucket: 'live', Key: 'live/a b/舞台.json' }));
    expect(await got.Body?.transformToString()).toBe('x');
    await expect(s3().send(new PutObjectCommand({ Bucket: 'live', Key: 'other/a', Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('tells whether an object is missing to those who may list', async () => {
    engine.next = { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
    await expect(s3().send(new GetObjectCommand({ Bucket: 'open', Key: 'a' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    await expect(s3().send(new GetObjectCommand({ Bucket: 'live', Key: 'live/a' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('asks to read for a write on condition of an ETag', async () => {
    const put = (Key: string) => s3().send(new PutObjectCommand({ Bucket: 'live', Key, Body: '{}', IfMatch: '"1"' }));
    await put('live/a.json');
    await expect(put('text/a.json')).rejects.toThrow('s3:GetObject');
  });

  it('lists where the policy allows it', async () => {
    engine.next.body = '<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>';
    await s3().send(new ListObjectsV2Command({ Bucket: 'open', Prefix: 'a' }));
    await expect(s3().send(new ListObjectsV2Command({ Bucket: 'live' }))).rejects.toThrow('s3:ListBucket');
  });

  it('gives paths on as they came, since those are what was authorised', async () => {
    await s3().send(new PutObjectCommand({ Bucket: 'live', Key: 'live/../other//a', Body: 'x' }));
    expect(engine.seen[0]!.url).toBe('/live/live/../other//a?x-id=PutObject');
  });

  it('refuses by name what the gateway does not know', async () => {
    const command = new PutObjectAclCommand({ Bucket: 'live', Key: 'live/a', ACL: 'public-read' });
    await expect(s3().send(command)).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});

describe('Secrets Manager', () => {
  const get = (SecretId: string) => new SecretsManagerClient(config()).send(new GetSecretValueCommand({ SecretId }));

  it('knows a secret by name, for which policies have its ARN', async () => {
    await get('key');
    expect(engine.seen).toHaveLength(1);
    await expect(get('closed')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('a fault', () => {
  it('cuts one role alone, until it is lifted', async () => {
    const lift = gateway.fault({ roleArn: OTHER_ROLE }, { fail: 'cut' });
    await dynamodb().send(getItem());
    lift();
    const liftOwn = gateway.fault({ roleArn: ROLE }, { fail: 'cut' });
    await expect(dynamodb().send(getItem())).rejects.toThrow('socket hang up');
    liftOwn();
    await dynamodb().send(getItem());
  });

  it('fails one operation as the service fails', async () => {
    gateway.fault({ service: 's3', operation: 'PutObject' }, { fail: 'error' });
    const put = s3().send(new PutObjectCommand({ Bucket: 'live', Key: 'live/a', Body: 'x' }));
    await expect(put).rejects.toMatchObject({ name: 'InternalError', $metadata: { httpStatusCode: 500 } });
    await s3().send(new GetObjectCommand({ Bucket: 'live', Key: 'live/a' }));
  });

  it('holds calls back', async () => {
    gateway.fault({ service: 'dynamodb' }, { delayMs: 60 });
    const start = performance.now();
    await dynamodb().send(getItem());
    expect(performance.now() - start).toBeGreaterThan(55);
  });
});

describe('an engine', () => {
  it('that there is not makes the service unknown', async () => {
    const own = await startGateway({ world, iam, engines: {} });
    const client = new DynamoDBClient({ ...config(), endpoint: own.url });
    await expect(client.send(getItem())).rejects.toThrow('dynamodb:GetItem (it has no engine)');
    await own.stop();
  });

  it('in this process gets the call with its caller', async () => {
    const own = await startGateway({
      world,
      iam,
      engines: {
        dynamodb: async (_request, call, caller) => ({
          status: 200,
          headers: {},
          body: JSON.stringify({ Item: { by: { S: `${call.operation} ${caller.roleArn}` } } }),
        }),
      },
    });
    const { Item } = await new DynamoDBClient({ ...config(), endpoint: own.url }).send(getItem());
    expect(Item).toEqual({ by: { S: `GetItem ${ROLE}` } });
    await own.stop();
  });

  it('that is away is a failure of the service', async () => {
    const own = await startGateway({ world, iam, engines: { dynamodb: 'http://127.0.0.1:1' } });
    const client = new DynamoDBClient({ ...config(), endpoint: own.url });
    await expect(client.send(getItem())).rejects.toMatchObject({ name: 'InternalServerError' });
    await own.stop();
  });
});
