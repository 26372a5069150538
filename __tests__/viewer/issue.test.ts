import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  importJWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { ERROR_CODES } from '#graphql/errors';
import { makeSigningKey, type SigningKey } from '../../lambdas/viewer/signing-keys.ts';
import { fakeSecrets } from './fake-secrets.ts';

const ISSUER = 'https://abc.execute-api.ap-northeast-1.amazonaws.com';
Object.assign(process.env, {
  ISSUER,
  AUDIENCE: 'butai-viewer',
  SIGNING_SECRET: 'signing',
  ORIGIN_SECRET: 'origin',
  STAGE_TABLE: 'Stage',
  AWS_REGION: 'ap-northeast-1',
  POWERTOOLS_METRICS_NAMESPACE: 'Butai',
  POWERTOOLS_LOG_LEVEL: 'DEBUG',
});
const { handler } = await import('../../lambdas/viewer/issue.ts');

const HOUR = 3_600;
/** Each test is a day later, so that nothing of the one before is in the function's memory. */
let now = Date.UTC(2026, 10, 20, 9);
let log: string;
let key: SigningKey;
let secrets: ReturnType<typeof fakeSecrets>;
let events: Record<string, { state: string; access: string }>;
let lookUps: number;

beforeAll(async () => {
  key = await makeSigningKey(new Date(0));
});

beforeEach(() => {
  now += 24 * HOUR * 1_000;
  jest.useFakeTimers({ now, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'] });
  secrets = fakeSecrets();
  secrets.set('origin', 'from-the-edge');
  secrets.set('signing', JSON.stringify({ keys: [key] }));
  events = {
    matsuri26: { state: 'LIVE', access: 'OPEN' },
    draft: { state: 'DRAFT', access: 'OPEN' },
    closed: { state: 'LIVE', access: 'INVITED' },
  };
  lookUps = 0;
  jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async ({
    input,
  }: {
    input: { Key: { pk: string } };
  }) => {
    lookUps += 1;
    return { Item: events[input.Key.pk.slice('EVENT#'.length)] };
  }) as never);
  log = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    log += line;
    return true;
  });
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

interface Asked {
  event?: unknown;
  body?: string;
  headers?: Record<string, string>;
  method?: string;
  path?: string;
  isBase64Encoded?: boolean;
}
const ask = async ({ event = 'matsuri26', body, headers, method = 'POST', path = '/session', ...more }: Asked = {}) => {
  const answer = await handler({
    body: body ?? JSON.stringify({ event }),
    headers: { 'x-butai-origin': 'from-the-edge', 'x-forwarded-for': '203.0.113.7, 130.176.1.1', ...headers },
    isBase64Encoded: more.isBase64Encoded ?? false,
    requestContext: { http: { method, path, sourceIp: '130.176.1.1' } },
  } as unknown as APIGatewayProxyEventV2);
  return { ...answer, body: JSON.parse(answer.body ?? 'null') };
};
const get = (path: string) => ask({ method: 'GET', path });
const claimsOf = async (asked?: Asked) => decodeJwt((await ask(asked)).body.token);
const sign = async (claims: JWTPayload, by = key) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: by.kid }).sign(await importJWK(by.privateJwk, 'RS256'));
const old = (more: JWTPayload = {}) => ({
  iss: ISSUER,
  aud: 'butai-viewer',
  sub: 'a'.repeat(32),
  event: 'matsuri26',
  access: 'OPEN',
  since: 1,
  exp: now / 1_000 - 10,
  ...more,
});
const renew = (token: string, event = 'matsuri26') =>
  claimsOf({ event, headers: { authorization: `Bearer ${token}` } });

describe('a token', () => {
  it('says who watches what, and is signed by a key that everybody can ask for', async () => {
    const { statusCode, headers, body } = await ask();
    const keys = (await get('/.well-known/jwks.json')).body;
    const { payload } = await jwtVerify(body.token, createLocalJWKSet(keys), { currentDate: new Date(now) });
    expect([statusCode, headers]).toEqual([200, expect.objectContaining({ 'cache-control': 'no-store' })]);
    expect(decodeProtectedHeader(body.token)).toMatchObject({ alg: 'RS256', kid: key.kid });
    expect(payload).toEqual({
      iss: ISSUER,
      aud: 'butai-viewer',
      azp: 'butai-viewer',
      sub: expect.stringMatching(/^[0-9a-f]{32}$/),
      event: 'matsuri26',
      access: 'OPEN',
      since: now / 1_000,
      net: expect.stringMatching(/^[0-9a-f]{16}$/),
      iat: now / 1_000,
      exp: now / 1_000 + HOUR,
    });
    expect(body).toMatchObject({ expiresAt: payload.exp, serverTime: new Date(now).toISOString() });
  });

  it('is for a new viewer each time', async () => {
    expect((await claimsOf()).sub).not.toBe((await claimsOf()).sub);
  });

  it('names the network of the viewer and not that of CloudFront', async () => {
    const { net } = await claimsOf();
    expect((await claimsOf({ headers: { 'x-forwarded-for': '203.0.113.9, 130.176.1.1' } })).net).toBe(net);
    expect((await claimsOf({ headers: { 'x-forwarded-for': '198.51.100.1, 130.176.1.1' } })).net).not.toBe(net);
  });

  it('is given for a body that the API encoded', async () => {
    const body = Buffer.from(JSON.stringify({ event: 'matsuri26' })).toString('base64');
    await expect(ask({ body, isBase64Encoded: true })).resolves.toMatchObject({ statusCode: 200 });
  });
});

describe('renewing a token', () => {
  it.each([
    ['in time', 600],
    ['up to a day late', -24 * HOUR + 1],
  ])('keeps the viewer and since when, %s', async (_, left) => {
    const claims = await renew(await sign(old({ exp: now / 1_000 + left })));
    expect(claims).toMatchObject({ sub: 'a'.repeat(32), since: 1, iat: now / 1_000, exp: now / 1_000 + HOUR });
  });

  it('makes a new viewer of one that comes later than a day', async () => {
    const token = await sign(old({ exp: now / 1_000 - 24 * HOUR - 1 }));
    expect((await renew(token)).sub).not.toBe('a'.repeat(32));
  });

  it.each([
    ['of a foreign issuer', { iss: 'https://evil.example.com' }],
    ['for a foreign audience', { aud: 'somebody-else' }],
    ['for another event', { event: 'other' }],
    ['of another access', { access: 'INVITED' }],
    ['without an end', { exp: undefined }],
  ])('makes a new viewer of one that comes with a token %s', async (_, more) => {
    expect((await renew(await sign(old(more)))).sub).not.toBe('a'.repeat(32));
  });

  it('makes a new viewer of one that comes with a token that is forged, unsigned or nonsense', async () => {
    const forged = await sign(old(), { ...(await makeSigningKey(new Date(0))), kid: key.kid });
    const parts = [{ alg: 'none' }, old()].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    for (const token of [forged, `${parts.join('.')}.`, 'nonsense'])
      expect((await renew(token)).sub).not.toBe('a'.repeat(32));
  });
});

describe('a refusal', () => {
  it.each([
    ['an event that does not exist', { event: 'nowhere' }, 404, 'EVENT_NOT_OPEN'],
    ['a draft', { event: 'draft' }, 404, 'EVENT_NOT_OPEN'],
    ['an event by invitation', { event: 'closed' }, 403, 'ACCESS_UNAVAILABLE'],
    ['an id that is none', { event: '../etc' }, 400, 'INVALID_ID'],
    ['an id that is no text', { event: { $ne: 1 } }, 400, 'INVALID_ID'],
    ['a body that is no JSON', { body: '{' }, 400, 'INVALID_ID'],
    ['a body that is no object', { body: 'null' }, 400, 'INVALID_ID'],
    ['a call past the edge', { headers: { 'x-butai-origin': '' } }, 403, 'NOT_ADMITTED'],
    ['a guessed origin header', { headers: { 'x-butai-origin': 'from-the-hedge' } }, 403, 'NOT_ADMITTED'],
  ])('is given for %s', async (_, asked, status, code) => {
    const { statusCode, headers, body } = await ask(asked);
    expect([statusCode, body]).toEqual([status, { error: code }]);
    expect(headers?.['cache-control']).toBe('no-store');
    expect(ERROR_CODES).toContain(code);
  });

  it('comes before the event is looked up where the call came past the edge', async () => {
    await ask({ headers: { 'x-butai-origin': 'x' } });
    expect(lookUps).toBe(0);
  });

  it('is 405 for another method and 404 for another path', async () => {
    await expect(ask({ method: 'GET' })).resolves.toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
    await expect(get('/admin')).resolves.toMatchObject({ statusCode: 404 });
  });

  it('is 503 while the signing secret is empty, and over as soon as it is filled', async () => {
    secrets.versionsOf('signing').clear();
    await expect(ask()).resolves.toMatchObject({ statusCode: 503 });
    await expect(get('/.well-known/jwks.json')).resolves.toMatchObject({ statusCode: 503 });
    secrets.set('signing', JSON.stringify({ keys: [key] }));
    await expect(ask()).resolves.toMatchObject({ statusCode: 200 });
  });
});

describe('the documents that AppSync asks for', () => {
  it('name the issuer, where its keys are and how it signs, and may be kept for a while', async () => {
    const { body, headers } = await get('/.well-known/openid-configuration');
    expect(body).toMatchObject({
      issuer: ISSUER,
      jwks_uri: `${ISSUER}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
    expect(headers?.['cache-control']).toBe('public, max-age=300');
  });

  it('hold no private part of a key', async () => {
    const { keys } = (await get('/.well-known/jwks.json')).body;
    expect(Object.keys(keys[0]).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});

describe('what is kept in memory', () => {
  it('is an event for five seconds, so that a rush costs one read, and a draft opens soon', async () => {
    await Promise.all([ask(), ask(), ask()]);
    expect(lookUps).toBe(1);
    await expect(ask({ event: 'draft' })).resolves.toMatchObject({ statusCode: 404 });
    events.draft = { state: 'ANNOUNCED', access: 'OPEN' };
    jest.setSystemTime(now + 4_999);
    await expect(ask({ event: 'draft' })).resolves.toMatchObject({ statusCode: 404 });
    jest.setSystemTime(now + 5_000);
    await expect(ask({ event: 'draft' })).resolves.toMatchObject({ statusCode: 200 });
  });

  it('is each secret for a minute', async () => {
    await ask();
    await ask();
    expect(secrets.reads.toSorted()).toEqual(['origin', 'signing']);
    jest.setSystemTime(now + 60_000);
    await ask();
    expect(secrets.reads).toHaveLength(4);
  });
});

it('logs neither tokens nor addresses nor keys', async () => {
  const { token } = (await ask()).body;
  expect(log).toContain('token issued');
  for (const secret of [token, '203.0.113', key.privateJwk.d!, 'from-the-edge']) expect(log).not.toContain(secret);
});
