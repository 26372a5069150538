import type { RunningAppSync } from '../api.ts';
import { startAppSync } from '../start.ts';
import { testApi, unit } from './test-api.ts';
import { startIssuer, type TestIssuer } from './test-issuer.ts';

let issuer: TestIssuer;
let app: RunningAppSync;
let token = '';
beforeAll(async () => {
  issuer = await startIssuer();
  token = await issuer.token();
  const authentication: [{ type: 'OPENID_CONNECT'; issuer: string }] = [{ type: 'OPENID_CONNECT', issuer: issuer.url }];
  const schema =
    'type Query { echo(text: String): E } type E { text: String } type Mutation { m: Int } type Subscription { s: Int @aws_subscribe(mutations: ["m"]) }';
  app = await startAppSync(testApi({ schema, authentication, resolvers: [unit('Query.echo')] }));
});
afterAll(() => Promise.all([app.stop(), issuer.stop()]));

const send = async (body: string | undefined, init: RequestInit = {}) => {
  const response = await fetch(app.httpUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body,
    ...init,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
};

describe('POST /graphql', () => {
  it('answers JSON to any origin, with or without Bearer', async () => {
    const query = JSON.stringify({ query: 'query ($t: String) { echo(text: $t) { text } }', variables: { t: '舞台' } });
    const { status, headers, body } = await send(query, { headers: { authorization: token } });
    expect([status, body]).toEqual([200, { data: { echo: { text: '舞台' } } }]);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect((await send(query)).status).toBe(200);
  });

  it('picks the operation by name', async () => {
    const query = 'query A { echo(text: "a") { text } } query B { echo(text: "b") { text } }';
    expect((await send(JSON.stringify({ query, operationName: 'B' }))).body.data.echo.text).toBe('b');
    expect((await send(JSON.stringify({ query }))).status).toBe(400);
    expect((await send(JSON.stringify({ query, operationName: 'C' }))).status).toBe(400);
  });

  it.each([
    ['no JSON', '{', 400, 'MalformedHttpRequestException'],
    ['no query', '{}', 400, 'MalformedHttpRequestException'],
    ['null', 'null', 400, 'MalformedHttpRequestException'],
    ['no GraphQL', '{"query":"{"}', 400, 'MalformedHttpRequestException'],
    ['a subscription', '{"query":"subscription { s }"}', 400, 'UnsupportedOperation'],
    ['more than 1 MB', `{"query":"${'x'.repeat(1024 * 1024)}"}`, 413, 'RequestEntityTooLargeException'],
  ])('refuses %s', async (_, body, status, errorType) => {
    const answer = await send(body);
    expect([answer.status, answer.body.errors[0].errorType, answer.headers.get('x-amzn-errortype')]).toEqual([
      status,
      errorType,
      errorType,
    ]);
  });
});

describe('the endpoint', () => {
  it('can go away and come back alone, on its port', async () => {
    const query = JSON.stringify({ query: '{ echo(text: "a") { text } }' });
    await app.http.stop();
    await expect(send(query)).rejects.toThrow();
    const realtime = await fetch(app.realtimeUrl.replace('ws:', 'http:'));
    expect(realtime.status).toBe(400);
    await app.http.start();
    await app.http.start();
    expect((await send(query)).status).toBe(200);
  });
});

describe('other requests', () => {
  it('of CORS are told what is allowed', async () => {
    const { status, headers } = await send(undefined, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'authorization,content-type' },
    });
    expect([status, headers.get('access-control-allow-methods'), headers.get('access-control-allow-headers')]).toEqual([
      200,
      'POST,OPTIONS',
      'authorization,content-type',
    ]);
  });

  it.each(['GET', 'PUT', 'DELETE'])('by %s are refused', async (method) => {
    expect((await send(undefined, { method })).status).toBe(405);
  });

  it('to other paths are not found', async () => {
    expect((await fetch(new URL('/other', app.httpUrl), { method: 'POST' })).status).toBe(404);
  });
});
