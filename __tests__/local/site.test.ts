import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { type GetObjectCommand, NoSuchKey, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type Site, startSite } from '../../local/site/start.ts';
import { type SiteWorld, siteWorld } from './site-world.ts';

/** Buckets in memory: `bucket/key` → file. */
class Buckets {
  readonly files = new Map<string, { body: string; type: string; cacheControl?: string }>();
  readonly asked: string[] = [];
  failing = false;
  /** While set, every read waits for it. */
  gate: Promise<void> | undefined;

  readonly client = {
    send: async ({ input }: GetObjectCommand) => {
      const name = `${input.Bucket}/${input.Key}`;
      this.asked.push(name);
      await this.gate;
      if (this.failing) throw new Error('connect ECONNREFUSED');
      const $metadata = {};
      const file = this.files.get(name);
      if (!file) throw new NoSuchKey({ message: 'no such key', $metadata });
      const ETag = `"${Buffer.from(file.body).toString('base64url').slice(0, 16)}"`;
      if (input.IfNoneMatch === ETag) {
        throw new S3ServiceException({ name: 'NotModified', $fault: 'client', $metadata: { httpStatusCode: 304 } });
      }
      const Body = { transformToByteArray: async () => Buffer.from(file.body) };
      return { Body, ETag, ContentType: file.type, CacheControl: file.cacheControl };
    },
  } as unknown as S3Client;
}

const LONG = 'a sentence that compresses well. '.repeat(100);
let buckets: Buckets;
let clock: number;
let site: Site | undefined;
let server: Server | undefined;
let listable: boolean;
let readable: boolean;
let logged: string[];

beforeEach(() => {
  buckets = new Buckets();
  buckets.files.set('pages/index.html', { body: '<p>page</p>', type: 'text/html', cacheControl: 'no-cache' });
  buckets.files.set('live/live/a.json', { body: LONG, type: 'application/json', cacheControl: 'max-age=1' });
  clock = Date.parse('2026-11-20T09:00:00Z');
  listable = false;
  readable = true;
  logged = [];
});

afterEach(async () => {
  await site?.stop();
  site = undefined;
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function start(world: SiteWorld = {}): Promise<void> {
  site = await startSite(siteWorld(world), {
    s3: buckets.client,
    allowed: (principal, action, _resource, source) =>
      principal === 'cloudfront.amazonaws.com' &&
      source === 'arn:aws:cloudfront::1:distribution/E1' &&
      (action === 's3:ListBucket' ? listable : readable),
    now: () => clock,
    log: (line) => logged.push(line),
  });
}

const get = (path: string, init: RequestInit = {}) =>
  fetch(`${site?.url}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { 'accept-encoding': 'identity', ...init.headers },
  });

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('behaviours and functions', () => {
  it('sends a page address through the function to the page, and a live file past it', async () => {
    await start();
    expect(await (await get('/stages/main')).text()).toBe('<p>page</p>');
    expect((await get('/live/a')).status).toBe(403);
    expect(buckets.asked).toEqual(['pages/index.html', 'live/live/a']);
  });

  it('gives the answer that a function makes', async () => {
    await start();
    const response = await get('/gone');
    expect([response.status, response.headers.get('x-why'), await response.text()]).toEqual([410, 'moved', 'gone']);
    expect(response.headers.get('x-cache')).toBe('FunctionGeneratedResponse from cloudfront');
  });

  it.each([
    ['throws', 'function handler() { throw new Error("no"); }'],
    [
      'reaches for what CloudFront does not have',
      'function handler(event) { setTimeout(() => {}, 1); return event.request; }',
    ],
    ['never ends', 'function handler() { for (;;) {} }'],
    ['returns no request', 'function handler() { return { uri: "x" }; }'],
  ])('answers 503 for a function that %s, and says so', async (_what, code) => {
    await start({ code });
    expect((await get('/')).status).toBe(503);
    expect(logged.join()).toContain('the function route failed for GET /');
  });

  it('hands a function query strings, cookies and headers in the shape that CloudFront gives them', async () => {
    const code = `async function handler({ viewer, request: { querystring, cookies, headers, method } }) {
      return { statusCode: 200, body: JSON.stringify([viewer, querystring, cookies, headers.cookie, headers['x-a'], method]) };
    }`;
    await start({ code });
    const response = await get('/?a=1&b=%20&a=2', { headers: { cookie: 'c=d; e=f', 'x-a': 'b' } });
    expect(await response.json()).toEqual([
      { ip: '127.0.0.1' },
      { a: { value: '1', multiValue: [{ value: '1' }, { value: '2' }] }, b: { value: '%20' } },
      { c: { value: 'd' }, e: { value: 'f' } },
      null,
      { value: 'b' },
      'GET',
    ]);
  });

  it('refuses a method that the behaviour does not allow', async () => {
    await start();
    expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(403);
    expect(buckets.asked).toEqual([]);
  });
});

describe('the cache', () => {
  it('answers from what it holds for as long as the policy lets it, and says how old that is', async () => {
    await start({ cachePolicy: { max_ttl: 10, default_ttl: 5 } });
    buckets.files.set('live/live/b.json', { body: '{}', type: 'application/json' });
    const seen = async () => {
      const { headers } = await get('/live/b.json');
      return [headers.get('x-cache'), headers.get('age')];
    };
    expect(await seen()).toEqual(['Miss from cloudfront', null]);
    clock += 4_999;
    expect(await seen()).toEqual(['Hit from cloudfront', '4']);
    clock += 1;
    expect(await seen()).toEqual(['RefreshHit from cloudfront', null]);
    expect(buckets.asked).toHaveLength(2);
  });

  it.each([
    ['max-age=3', 3],
    ['max-age=600', 10],
    ['s-maxage=2, max-age=9', 2],
    ['no-store', 0],
    [undefined, 5],
  ])('keeps %p for %d s under a policy of 0, 5 and 10', async (cacheControl, seconds) => {
    await start({ cachePolicy: { max_ttl: 10, default_ttl: 5 } });
    buckets.files.set('live/live/b.json', {
      body: '{}',
      type: 'application/json',
      ...(cacheControl && { cacheControl }),
    });
    await get('/live/b.json');
    clock += seconds * 1000 - 1;
    await get('/live/b.json');
    const held = buckets.asked.length;
    clock += 1;
    await get('/live/b.json');
    expect([held, buckets.asked.length]).toEqual(seconds === 0 ? [2, 3] : [1, 2]);
  });

  it('asks the origin once for viewers that miss at the same moment', async () => {
    await start();
    const { promise, resolve } = Promise.withResolvers<void>();
    buckets.gate = promise;
    const all = Promise.all([1, 2, 3].map(() => get('/live/a.json').then((response) => response.text())));
    while (buckets.asked.length === 0) await new Promise(setImmediate);
    // A request of its own shows that the three before it have come as far as the cache.
    expect((await get('/gone')).status).toBe(410);
    resolve();
    expect(new Set(await all)).toEqual(new Set([LONG]));
    expect(buckets.asked).toHaveLength(1);
  });

  it('files answers under the query strings that the policy names, and no others', async () => {
    await start();
    for (const query of ['?v=1', '?v=1&w=2', '?v=2', '']) await get(`/live/a.json${query}`);
    expect(buckets.asked).toHaveLength(3);
  });

  it('shows a new object once the old one has run out', async () => {
    await start();
    await get('/live/a.json');
    buckets.files.set('live/live/a.json', { body: 'new', type: 'application/json' });
    expect(await (await get('/live/a.json')).text()).toBe(LONG);
    clock += 1_000;
    expect(await (await get('/live/a.json')).text()).toBe('new');
  });

  it('goes on with what it had while the origin fails', async () => {
    await start();
    await get('/live/a.json');
    clock += 5_000;
    buckets.failing = true;
    const response = await get('/live/a.json');
    expect([response.status, await response.text()]).toEqual([200, LONG]);
    expect((await get('/live/other.json')).status).toBe(503);
  });

  it('keeps an error for the configured time', async () => {
    await start();
    expect((await get('/live/late.json')).status).toBe(403);
    buckets.files.set('live/live/late.json', { body: '{}', type: 'application/json' });
    expect((await get('/live/late.json')).headers.get('x-cache')).toBe('Error from cloudfront');
    clock += 1_000;
    expect((await get('/live/late.json')).status).toBe(200);
  });

  it('answers 304 to a viewer who has it, and nothing but headers to HEAD', async () => {
    await start();
    const etag = (await get('/live/a.json')).headers.get('etag') ?? '';
    expect((await get('/live/a.json', { headers: { 'if-none-match': etag } })).status).toBe(304);
    const head = await get('/live/a.json', { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual([String(LONG.length), '']);
    expect(buckets.asked).toHaveLength(1);
  });

  it('forgets everything on invalidation', async () => {
    await start();
    await get('/live/a.json');
    site?.invalidate();
    await get('/live/a.json');
    expect(buckets.asked).toHaveLength(2);
  });
});

describe('buckets', () => {
  it('says 403 for a missing key as S3 does without s3:ListBucket, and 404 with it', async () => {
    await start({ distribution: { custom_error_response: [] } });
    expect((await get('/live/no.json')).status).toBe(403);
    listable = true;
    expect((await get('/live/nothing.json')).status).toBe(404);
  });

  it('reads nothing that the bucket policy does not allow in the name of the distribution', async () => {
    readable = false;
    await start();
    expect((await get('/live/a.json')).status).toBe(403);
    expect(buckets.asked).toEqual([]);
  });

  it('serves the page of a custom error response with its code, whichever behaviour failed', async () => {
    const page = {
      error_code: 403,
      response_page_path: '/live/sorry.json',
      response_code: 404,
      error_caching_min_ttl: 1,
    };
    await start({ distribution: { custom_error_response: [page] } });
    buckets.files.set('live/live/sorry.json', { body: 'sorry', type: 'text/plain' });
    const response = await get('/x.png');
    expect([response.status, await response.text()]).toEqual([404, 'sorry']);
  });
});

describe('answers', () => {
  it('are compressed with the best that the viewer takes, under a weak ETag', async () => {
    await start();
    const gzip = await get('/live/a.json', { headers: { 'accept-encoding': 'gzip' } });
    expect([gzip.headers.get('content-encoding'), gzip.headers.get('etag')?.slice(0, 2)]).toEqual(['gzip', 'W/']);
    const socket = await get('/live/a.json', { headers: { 'accept-encoding': 'gzip, br;q=0' } });
    expect(socket.headers.get('content-encoding')).toBe('gzip');
    expect((await get('/live/a.json')).headers.get('content-encoding')).toBeNull();
    expect(await rawBrotli('/live/a.json')).toBe(LONG);
  });

  it('carry the headers of the policy and not those that it removes', async () => {
    await start();
    const { headers } = await get('/');
    expect(headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(headers.get('strict-transport-security')).toBe('max-age=60; includeSubDomains');
    expect(headers.get('permissions-policy')).toBe('camera=()');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('server')).toBeNull();
  });
});

/** fetch undoes what it asked for, so this reads the bytes as they come. */
async function rawBrotli(path: string): Promise<string> {
  const { get: plain } = await import('node:http');
  const request = plain(`${site?.url}${path}`, { headers: { 'accept-encoding': 'gzip, br' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray());
  return response.headers['content-encoding'] === 'br' ? brotliDecompressSync(body).toString() : 'not brotli';
}

describe('a server as origin', () => {
  it('gets the request with its own host, the secret header in place of any of the viewer, and the viewer in x-forwarded-for', async () => {
    let got: { body: string; request: IncomingMessage } | undefined;
    const host = await serve(async (request, response) => {
      got = { body: Buffer.concat(await request.toArray()).toString(), request };
      response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'] }).end('made');
    });
    await start({ server: host });
    const headers = { 'x-origin': 'forged', 'x-forwarded-for': '203.0.113.9', 'content-type': 'application/json' };
    const response = await get('/api/s?x=1', { method: 'POST', body: '{}', headers });
    expect([response.status, await response.text(), response.headers.getSetCookie()]).toEqual([
      201,
      'made',
      ['a=1', 'b=2'],
    ]);
    expect([got?.request.method, got?.request.url, got?.body]).toEqual(['POST', '/api/s?x=1', '{}']);
    expect(got?.request.headers).toMatchObject({
      host,
      'x-origin': 'secret',
      'x-forwarded-for': '203.0.113.9, 127.0.0.1',
      'content-type': 'application/json',
    });
  });

  it('is 502 when it is not there and 504 when it takes too long', async () => {
    await start();
    expect((await get('/api/s')).status).toBe(502);
    await site?.stop();
    await start({ server: await serve(() => {}) });
    expect((await get('/api/s', { method: 'POST' })).status).toBe(504);
  });
});

it('answers 400 to an address that is not percent-encoded', async () => {
  await start();
  expect((await get('/live/%zz')).status).toBe(400);
});

it('can be cut off and restored at the same address', async () => {
  await start();
  await site?.cut();
  await expect(get('/')).rejects.toThrow('fetch failed');
  await site?.restore();
  expect((await get('/')).status).toBe(200);
});

describe('what it cannot do', () => {
  it.each([
    [
      'a Lambda@Edge function',
      { distribution: { ordered_cache_behavior: [{ lambda_function_association: [] }] } },
      'lambda_function_association',
    ],
    ['an unknown setting', { distribution: { staging: true } }, 'staging is not known to the local engine'],
    [
      'a bucket without access control',
      { distribution: { origin: [{ origin_id: 'pages', domain_name: 'pages.s3.eu-west-1.amazonaws.com' }] } },
      'needs an origin_access_control_id',
    ],
    ['a server that has no local address', { server: 'example.test' }, 'no local address is known for example.test'],
    [
      'code that does not load',
      { code: 'import cf from "cloudfront";' },
      'aws_cloudfront_function.route: the code does not load',
    ],
  ])('is refused at the start with its address: %s', async (_what, world: SiteWorld, message) => {
    await expect(start(world)).rejects.toThrow(message);
  });
});
