import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { eventKey, liveKey, SITE_KEY, sessionKey, stageKey } from '#graphql/keys';
import type { LiveState } from '#graphql/schema.generated';
import { makeLiveStore } from '../../lambdas/live/live-store.ts';
import { publishSite } from '../../lambdas/live/publish-site.ts';
import { publishStage } from '../../lambdas/live/publish-stage.ts';
import type { Publisher } from '../../lambdas/live/publisher.ts';
import { makeSnapshotStore } from '../../lambdas/live/snapshot-store.ts';
import { type DynamoDb, startDynamoDb } from '../../local/engines/dynamodb.ts';
import { type Messaging, startMessaging } from '../../local/engines/messaging.ts';
import { REGION, stageTable, worldOf } from '../local/engines/small-world.ts';
import { anEvent, aSession, aStage } from './rows.ts';

const STAGE = 'matsuri26.main';
const ids = [STAGE, 'matsuri26.side'];
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const lagMs = 200;
let tables: DynamoDb;
let buckets: Messaging;
let documents: DynamoDBDocumentClient;
let s3: S3Client;
let publisher: Publisher;
let delivered: LiveState[];

const put = (row: object) => documents.send(new PutCommand({ TableName: 'Stage', Item: row }));
const liveRow = async () =>
  (await documents.send(new GetCommand({ TableName: 'Stage', Key: liveKey(STAGE), ConsistentRead: true }))).Item;
const file = async (Key: string) => {
  const { Body, CacheControl } = await s3.send(new GetObjectCommand({ Bucket: 'butai-live', Key }));
  return { content: JSON.parse((await Body?.transformToString()) ?? ''), CacheControl };
};

beforeAll(async () => {
  tables = await startDynamoDb({ world: worldOf({ 'aws_dynamodb_table.stage': stageTable }), lagMs });
  const bucket = { bucket: 'butai-live', arn: 'arn:aws:s3:::butai-live' };
  buckets = await startMessaging({
    world: worldOf({ 'aws_s3_bucket.live': bucket }),
    report: () => undefined,
    allowed: () => true,
  });
  documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: tables.url, region: REGION, credentials }));
  s3 = new S3Client({ endpoint: buckets.url, region: REGION, credentials });
  publisher = {
    store: makeLiveStore(documents, { stages: 'Stage' }),
    files: makeSnapshotStore(s3, 'butai-live'),
    appsync: { publish: async (state) => void delivered.push(state) },
    frames: { put: async () => undefined },
    now: () => new Date('2026-11-20T09:30:00.000Z'),
    pause: (ms) => setTimeout(ms),
    notice: () => undefined,
  };
  await put({ ...SITE_KEY, events: new Set(['matsuri26']) });
  await put({ ...eventKey('matsuri26'), ...anEvent(), stages: new Set(ids) });
  for (const id of ids) await put({ ...stageKey(id), ...aStage({ id }) });
  await put({ ...sessionKey(`${STAGE}.opening`), ...aSession() });
}, 30_000);
afterAll(async () => {
  documents?.destroy();
  s3?.destroy();
  await tables?.stop();
  await buckets?.stop();
});
beforeEach(() => {
  delivered = [];
});

describe('a publish through a real table and bucket, whose inconsistent reads lag', () => {
  it('delivers, stores and keeps the state', async () => {
    await publishStage(STAGE, publisher);
    const { content, CacheControl } = await file(`live/${STAGE}.json`);
    expect(delivered).toEqual([content.state]);
    expect(CacheControl).toBe('max-age=1');
    expect(content.state).toMatchObject({
      seq: expect.any(Number),
      event: { id: 'matsuri26' },
      next: { id: `${STAGE}.opening` },
    });
    expect(content.state.stages).toHaveLength(2);
    expect(await liveRow()).toMatchObject({
      seq: content.state.seq,
      state: content.state,
      texts: Object.keys(content.texts),
    });
    const { description } = content.state;
    expect((await file(`text/${STAGE}/${description}.json`)).content).toEqual(content.texts[description]);
  });

  it('shows at once what was stored just before', async () => {
    await put({ ...stageKey(STAGE), ...aStage({ title: [{ lang: 'en', value: 'Now' }] }) });
    await publishStage(STAGE, publisher);
    expect(delivered[0]?.title).toEqual([{ lang: 'en', value: 'Now' }]);
  });

  it('leaves all pages with the last of many changes made and published at the same time', async () => {
    const change = async (n: number) => {
      await put({ ...stageKey(STAGE), ...aStage({ order: n }) });
      for (;;) {
        const done = await publishStage(STAGE, publisher).then(
          () => true,
          () => false,
        );
        if (done) return;
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => change(n + 1)));
    const newest = delivered.reduce((one, other) => (other.seq > one.seq ? other : one));
    expect((await file(`live/${STAGE}.json`)).content.state).toEqual(newest);
    expect((await liveRow())?.state).toEqual(newest);
  });

  it('puts the front page', async () => {
    await publishSite(publisher);
    const { content } = await file('live/site.json');
    expect(content).toMatchObject({ seq: expect.any(Number), events: [{ id: 'matsuri26' }] });
    expect(content.events[0].stages.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids);
  });
});
