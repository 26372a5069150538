import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { channelKey, type Key, keyActsKey, stageKey } from '#graphql/keys';
import { type KeyStore, makeKeyStore } from '../../lambdas/broadcast/key-store.ts';
import { type DynamoDb, startDynamoDb } from '../../local/engines/dynamodb.ts';
import { REGION, stageTable, worldOf } from '../local/engines/small-world.ts';
import { aStage, HANA } from './memory-keys.ts';

const AT = '2026-11-20T09:00:00.000Z';
const MAIN = 'matsuri.main';

let tables: DynamoDb;
let documents: DynamoDBDocumentClient;
let store: KeyStore;

const put = (row: object) => documents.send(new PutCommand({ TableName: 'Stage', Item: row }));
const get = async (key: Key) => (await documents.send(new GetCommand({ TableName: 'Stage', Key: key }))).Item;

beforeAll(async () => {
  tables = await startDynamoDb({ world: worldOf({ 'aws_dynamodb_table.stage': stageTable }) });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: tables.url, region: REGION, credentials }));
  store = makeKeyStore(documents, 'Stage');
}, 60_000);
afterAll(async () => {
  documents?.destroy();
  await tables?.stop();
});

describe('what is done with a key, in a real table', () => {
  it('is kept with name and time, beside what was done before', async () => {
    expect(await store.readActs('c1')).toEqual({});
    await store.note('c1', 'COPIED', { at: AT, by: HANA });
    await store.note('c1', 'REPLACING', { at: '2026-11-20T09:01:00.000Z', by: 'kim@example.com' });
    expect(await get(keyActsKey('c1'))).toEqual({
      ...keyActsKey('c1'),
      channel: 'c1',
      what: 'REPLACING',
      copied: { at: AT, by: HANA },
      updatedAt: '2026-11-20T09:01:00.000Z',
      updatedBy: 'kim@example.com',
      origin: 'DESK',
    });
  });

  it('is forgotten of the old key when there is a new one', async () => {
    await store.note('c2', 'COPIED', { at: AT, by: HANA });
    await store.note('c2', 'REPLACED', { at: AT, by: HANA });
    expect(await store.readActs('c2')).toMatchObject({ what: 'REPLACED', replaced: { at: AT, by: HANA } });
    expect(await store.readActs('c2')).not.toHaveProperty('copied');
  });

  it('touches neither the channel nor its address', async () => {
    const channel = { name: 'c3', arn: 'arn:c3', type: 'BASIC', ingestEndpoint: 'in.example' };
    await put({ ...channelKey('c3'), ...channel });
    await store.note('c3', 'REPLACED', { at: AT, by: HANA });
    expect(await store.readChannel('c3')).toEqual({ ...channelKey('c3'), ...channel });
    expect(await store.readChannel('c9')).toBeNull();
  });
});

describe('a curtain in a real table', () => {
  it('comes down over the version that was seen, as by the desk', async () => {
    const seen = aStage(MAIN);
    await put({ ...stageKey(MAIN), ...seen });
    expect(await store.lowerCurtain(seen, { at: AT, by: HANA })).toBe(true);
    expect(await store.readStage(MAIN)).toEqual({
      ...stageKey(MAIN),
      ...seen,
      curtain: 'DOWN',
      version: seen.version + 1,
      updatedAt: AT,
      updatedBy: HANA,
      origin: 'DESK',
    });
  });

  it('stays as it is where the stage has changed meanwhile, or is gone', async () => {
    const seen = aStage(MAIN, { version: 1 });
    await put({ ...stageKey(MAIN), ...seen, version: 2 });
    expect(await store.lowerCurtain(seen, { at: AT, by: HANA })).toBe(false);
    expect(await store.readStage(MAIN)).toMatchObject({ curtain: 'UP', version: 2 });
    expect(await store.lowerCurtain(aStage('matsuri.gone'), { at: AT, by: HANA })).toBe(false);
    expect(await store.readStage('matsuri.gone')).toBeNull();
  });
});
