import { once } from 'node:events';
import { createServer, type IncomingMessage, get as plainGet, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { LONG, SiteBed } from './site-bed.ts';
import type { SiteWorld } from './site-world.ts';

let bed: SiteBed;
let server: Server | undefined;

beforeEach(() => {
  bed = new SiteBed();
});

afterEach(async () => {
  await bed.site?.stop();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('behaviours and functions', () => {
  it('sends a page address through the function to the page, and a live file past it', async () => {
    await bed.start();
    expect(await (await bed.get('/stages/main')).text()).toBe('<p>page</p>');
    expect((await bed.get('/live/a')).status).toBe(403);
    expect(bed.buckets.asked).toEqual(['pages/index.html', 'live/live/a']);
  });

  it('gives the answer that a function makes', async () => {
    await bed.start();
    const response = await bed.get('/gone');
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
    await bed.start({ code });
    expect((await bed.get('/')).status).toBe(503);
    expect(bed.logged.join()).toContain('the function route failed for GET /');
  });

  it('hands a function query strings, cookies and headers in the shape that CloudFront gives them', async () => {
    const code = `async function handler({ viewer, request: { querystring, cookies, headers, method } }) {
      return { statusCode: 200, body: JSON.stringify([viewer, querystring, cookies, headers.cookie, headers['x-a'], method]) };
    }`;
    await bed.start({ code });
    const response = await bed.get('/?a=1&b=%20&a=2', { headers: { cookie: 'c=d; e=f', 'x-a': 'b' } });
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
    await bed.start();
    expect((await bed.get('/', { method: 'POST', body: 'x' })).status).toBe(403);
    expect(bed.buckets.asked).toEqual([]);
  });
});

describe('buckets', () => {
  it('says 403 for a missing key as S3 does without s3:ListBucket, and 404 with it', async () => {
    await bed.start({ distribution: { custom_error_response: [] } });
    expect((await bed.get('/live/no.json')).status).toBe(403);
    bed.listable = true;
    expect((await bed.get('/live/nothing.json')).status).toBe(404);
  });

  it('reads nothing that the bucket policy does not allow in the name of the distribution', async () => {
    bed.readable = false;
    await bed.start();
    expect((await bed.get('/live/a.json')).status).toBe(403);
    expect(bed.buckets.asked).toEqual([]);
  });

  it('serves the page of a custom error response with its code, whichever behaviour failed', async () => {
    const page = {
      error_code: 403,
      response_page_path: '/live/sorry.json',
      response_code: 404,
      error_caching_min_ttl: 1,
    };
    await bed.start({ distribution: { custom_error_response: [page] } });
    bed.buckets.files.set('live/live/sorry.json', { body: 'sorry', type: 'text/plain' });
    const response = await bed.get('/x.png');
    expect([response.status, await response.text()]).toEqual([404, 'sorry']);
  });
});

describe('answers', () => {
  it('are compressed with the best that the viewer takes, under a weak ETag', async () => {
    await bed.start();
    const gzip = await bed.get('/live/a.json', { headers: { 'accept-encoding': 'gzip' } });
    expect([gzip.headers.get('content-encoding'), gzip.headers.get('etag')?.slice(0, 2)]).toEqual(['gzip', 'W/']);
    const socket = await bed.get('/live/a.json', { headers: { 'accept-encoding': 'gzip, br;q=0' } });
    expect(socket.headers.get('content-encoding')).toBe('gzip');
    expect((await bed.get('/live/a.json')).headers.get('content-encoding')).toBeNull();
    expect(await rawBrotli('/live/a.json')).toBe(LONG);
  });

  it('carry the headers of the policy and not those that it removes', async () => {
    await bed.start();
    const { headers } = await bed.get('/');
    expect(headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(headers.get('strict-transport-security')).toBe('max-age=60; includeSubDomains');
    expect(headers.get('permissions-policy')).toBe('camera=()');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('server')).toBeNull();
  });
});

/** fetch undoes what it asked for, so this reads the bytes as they come. */
async function rawBrotli(path: string): Promise<string> {
  const request = plainGet(`${bed.site?.url}${path}`, { headers: { 'accept-encoding': 'gzip, br' } });
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
    await bed.start({ server: host });
    const headers = { 'x-origin': 'forged', 'x-forwarded-for': '203.0.113.9', 'content-type': 'application/json' };
    const response = await bed.get('/api/s?x=1', { method: 'POST', body: '{}', headers });
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
    await bed.start();
    expect((await bed.get('/api/s')).status).toBe(502);
    await bed.site?.stop();
    await bed.start({ server: await serve(() => {}) });
    expect((await bed.get('/api/s', { method: 'POST' })).status).toBe(504);
  });
});

it('answers 400 to an address that is not percent-encoded', async () => {
  await bed.start();
  expect((await bed.get('/live/%zz')).status).toBe(400);
});

it('can be cut off and restored at the same address', async () => {
  await bed.start();
  await bed.site?.cut();
  await expect(bed.get('/')).rejects.toThrow('fetch failed');
  await bed.site?.restore();
  expect((await bed.get('/')).status).toBe(200);
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
    await expect(bed.start(world)).rejects.toThrow(message);
  });
});
