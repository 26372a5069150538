import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { jest } from '@jest/globals';
import { type Messaging, startMessaging } from '../../../local/engines/messaging.ts';
import { REGION, temporaryFolder, worldOf } from './small-world.ts';

const dir = temporaryFolder();
const source = join(dir, 'app.js');
writeFileSync(source, 'let a;');
const world = worldOf({
  'aws_s3_bucket.live': { bucket: 'butai-live', arn: 'arn:aws:s3:::butai-live' },
  'aws_s3_bucket.other': { bucket: 'butai-other' },
  'aws_s3_bucket_cors_configuration.live': {
    bucket: 'butai-live',
    cors_rule: [{ allowed_origins: ['https://site.example'], allowed_methods: ['GET'], expose_headers: ['ETag'] }],
  },
  'aws_s3_object.app': {
    bucket: 'butai-live',
    key: 'assets/app.js',
    source,
    content_type: 'text/javascript',
    cache_control: 'max-age=1',
  },
  'aws_s3_object.config': { bucket: 'butai-live', key: 'config.json', content: '{}', content_type: 'application/json' },
});

let engine: Messaging;
let s3: S3Client;
const start = async () => {
  engine = await startMessaging({ world, allowed: () => true, dataDir: join(dir, 'data') });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  s3 = new S3Client({ endpoint: engine.url, region: REGION, credentials, forcePathStyle: true, maxAttempts: 1 });
};
const stop = async () => {
  s3?.destroy();
  await engine?.stop();
};
beforeAll(start);
afterAll(stop);

// The client warns when a stream cannot be sent again, which is what one test is about.
beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation(() => undefined));
afterAll(() => jest.restoreAllMocks());

describe('buckets', () => {
  const put = (Key: string, Body: string | Readable, more = {}) =>
    s3.send(new PutObjectCommand({ Bucket: 'butai-live', Key, Body, ...more }));

  it('hold the objects that the world names', async () => {
    const app = await s3.send(new GetObjectCommand({ Bucket: 'butai-live', Key: 'assets/app.js' }));
    expect([app.ContentType, app.CacheControl, await app.Body?.transformToString()]).toEqual([
      'text/javascript',
      'max-age=1',
      'let a;',
    ]);
  });

  it('write on If-None-Match only what is not there', async () => {
    await put('new', '1', { IfNoneMatch: '*' });
    await expect(put('new', '2', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
  });

  it('write on If-Match only over the version that was read', async () => {
    const { ETag } = await put('versioned', '1');
    await put('versioned', '2', { IfMatch: ETag });
    await expect(put('versioned', '3', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('absent', '1', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('refuse with a conflict a conditional write that another write overtook', async () => {
    const { ETag } = await put('raced', '1');
    const begun = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    async function* slowly() {
      yield Buffer.from('s');
      begun.resolve();
      await released.promise;
      yield Buffer.from('l');
    }
    const body = Readable.from(slowly(), { objectMode: false, highWaterMark: 1 });
    const overtaken = put('raced', body, { IfMatch: ETag, ContentLength: 2 }).catch((error: unknown) => error);
    await begun.promise;
    await put('raced', 'fast');
    released.resolve();
    expect(await overtaken).toMatchObject({ name: 'ConditionalRequestConflict', $metadata: { httpStatusCode: 409 } });
  });

  it('answer origins as their rules say, and no origin without rules', async () => {
    const from = (origin: string, bucket = 'butai-live', init = {}) =>
      fetch(`${engine.url}/${bucket}/config.json`, { headers: { origin, ...init } });
    const allowed = await from('https://site.example');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://site.example');
    expect(allowed.headers.get('access-control-expose-headers')).toBe('ETag');
    expect((await from('https://else.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await from('https://site.example', 'butai-other')).headers.get('access-control-allow-origin')).toBeNull();
    const preflight = (method: string) =>
      fetch(`${engine.url}/butai-live/config.json`, {
        method: 'OPTIONS',
        headers: { origin: 'https://site.example', 'access-control-request-method': method },
      });
    expect([(await preflight('GET')).status, (await preflight('PUT')).status]).toEqual([200, 403]);
  });

  it('keep what was put across a restart, where there is a folder for it', async () => {
    await put('kept', 'still here', { CacheControl: 'max-age=1' });
    await stop();
    await start();
    const kept = await s3.send(new GetObjectCommand({ Bucket: 'butai-live', Key: 'kept' }));
    expect([kept.CacheControl, await kept.Body?.transformToString()]).toEqual(['max-age=1', 'still here']);
  });
});
