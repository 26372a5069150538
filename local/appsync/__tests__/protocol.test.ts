import { once } from 'node:events';
import { jest } from '@jest/globals';
import { WebSocket } from 'ws';
import type { Iam, RunningAppSync, SignedRequest, StartOptions } from '../api.ts';
import { startAppSync } from '../start.ts';
import { testApi, unit } from './test-api.ts';
import { headerProtocol, hostOf, post, RealtimeClient } from './test-client.ts';
import { startIssuer, type TestIssuer } from './test-issuer.ts';

let issuer: TestIssuer;
let app: RunningAppSync;
let token = '';
const query = 'subscription { onIt { it } }';

const start = (options: StartOptions = {}) =>
  startAppSync(
    testApi({
      schema: `type It { it: Int } type Query { q: Int } type Mutation { it(it: Int): It }
        type Subscription { onIt(it: Int): It @aws_subscribe(mutations: ["it"]) }`,
      authentication: [{ type: 'OPENID_CONNECT', issuer: issuer.url }],
      resolvers: [unit('Mutation.it')],
    }),
    options,
  );

beforeAll(async () => {
  issuer = await startIssuer();
  token = await issuer.token();
  app = await start();
});
afterAll(() => Promise.all([app.stop(), issuer.stop()]));

describe('a handshake', () => {
  it.each([
    ['by sub-protocol', () => new RealtimeClient(app, ['graphql-ws', headerProtocol(app, token)])],
    [
      'by sub-protocol, on the path of custom domains',
      () => new RealtimeClient(app, ['graphql-ws', headerProtocol(app, token)], '/realtime'),
    ],
    [
      'by query',
      () => {
        const header = encodeURIComponent(
          Buffer.from(JSON.stringify({ host: hostOf(app), Authorization: token })).toString('base64'),
        );
        return new RealtimeClient(app, ['graphql-ws'], `?header=${header}&payload=e30=`);
      },
    ],
  ])('%s is accepted', async (_, connect) => {
    const client = connect();
    await once(client.socket, 'open');
    expect(client.socket.protocol).toBe('graphql-ws');
    client.send({ type: 'connection_init' });
    expect(await client.next('connection_ack')).toEqual({
      type: 'connection_ack',
      payload: { connectionTimeoutMs: 300_000 },
    });
    expect(await client.next('ka')).toEqual({ type: 'ka' });
    client.close();
  });

  it.each([
    ['without protocol', () => [], 'BadRequestException', 'NoProtocolError', 400],
    ['without authorization', () => ['graphql-ws'], 'BadRequestException', 'Required headers are missing.', 400],
    [
      'with what is no header',
      () => ['graphql-ws', 'header-e30x'],
      'BadRequestException',
      'Required headers are missing.',
      400,
    ],
    [
      'for another host',
      () => ['graphql-ws', headerProtocol(app, token, 'elsewhere')],
      'UnauthorizedException',
      "host elsewhere is not this API's.",
      401,
    ],
    [
      'without a token',
      () => ['graphql-ws', headerProtocol(app, '')],
      'UnauthorizedException',
      'Valid authorization header not provided.',
      401,
    ],
    [
      'with a bad token',
      () => ['graphql-ws', headerProtocol(app, 'a.b.c')],
      'UnauthorizedException',
      'Unable to parse JWT token.',
      401,
    ],
  ])('%s is answered with connection_error, and closed', async (_, protocols, errorType, message, errorCode) => {
    const client = new RealtimeClient(app, protocols());
    expect(await client.next('connection_error')).toEqual({
      type: 'connection_error',
      payload: { errors: [{ errorType, message, errorCode }] },
    });
    expect(await client.closed).toBe(1000);
  });

  it('on another path is refused', async () => {
    const socket = new WebSocket(app.realtimeUrl.replace('/graphql', '/other'), ['graphql-ws']);
    const [error] = await once(socket, 'error');
    expect((error as Error).message).toContain('404');
  });

  it('is all that the real-time port answers', async () => {
    expect((await fetch(app.realtimeUrl.replace('ws:', 'http:'))).status).toBe(400);
  });
});

describe('messages', () => {
  let client: RealtimeClient;
  beforeEach(async () => {
    client = await RealtimeClient.connect(app, token);
  });
  afterEach(() => client.close());

  it('stop what start began', async () => {
    await client.start('1', query, token);
    await post(app, 'mutation { it(it: 1) { it } }', token);
    await client.next('data');
    client.send({ id: '1', type: 'stop' });
    expect(await client.next('complete')).toEqual({ id: '1', type: 'complete' });
    await post(app, 'mutation { it(it: 2) { it } }', token);
    expect(await client.data()).toEqual([]);
    expect(app.stats().subscriptions).toBe(0);
  });

  it('stop what is still being started', async () => {
    const authorization = { host: hostOf(app), Authorization: token };
    const begin = { type: 'start', payload: { data: JSON.stringify({ query }), extensions: { authorization } } };
    client.send({ id: '1', ...begin });
    client.send({ id: '1', type: 'stop' });
    client.send({ id: '1', ...begin });
    client.send({ id: '1', type: 'stop' });
    await client.start('2', query, token);
    expect(client.received.filter(({ type }) => type === 'start_ack')).toEqual([]);
    expect(app.stats().subscriptions).toBe(1);
  });

  it('of an unknown type are answered so', async () => {
    const error = {
      type: 'error',
      payload: {
        errors: [{ errorType: 'UnsupportedOperation', message: 'unknown not supported through the realtime channel' }],
      },
    };
    client.send({ id: 'x', type: 'subscribe' });
    expect(await client.next('error')).toEqual({ id: 'x', ...error });
    client.socket.send('{');
    expect(await client.next('error')).toEqual(error);
  });

  it('of start are checked for their own credentials', async () => {
    expect(await client.start('1', query, await issuer.token({ exp: 1 }))).toMatchObject({
      payload: { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }] },
    });
    client.send({
      id: '2',
      type: 'start',
      payload: {
        data: JSON.stringify({ query }),
        extensions: { authorization: { host: 'elsewhere', Authorization: token } },
      },
    });
    expect(await client.next('error')).toMatchObject({
      id: '2',
      payload: { errors: [{ errorType: 'BadRequestException' }] },
    });
    client.send({
      id: '3',
      type: 'start',
      payload: { data: '{', extensions: { authorization: { host: hostOf(app), Authorization: token } } },
    });
    expect(await client.next('error')).toMatchObject({
      id: '3',
      payload: { errors: [{ errorType: 'BadRequestException' }] },
    });
  });

  it('of start with an id in use are refused', async () => {
    await client.start('1', query, token);
    expect(await client.start('1', query, token)).toMatchObject({
      type: 'error',
      payload: { errors: [{ errorType: 'DuplicatedOperationError' }] },
    });
  });

  it('of start are taken a hundred times', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, i) => client.start(`${i}`, query, token)));
    expect(await client.start('100', query, token)).toEqual({
      id: '100',
      type: 'error',
      payload: {
        errors: { errorType: 'MaxSubscriptionsReachedError', message: 'Max number of 100 subscriptions reached' },
      },
    });
    client.send({ id: '5', type: 'stop' });
    expect((await client.start('100', query, token)).type).toBe('start_ack');
  });

  it('that are too long close the connection', async () => {
    client.socket.send('x'.repeat(256 * 1024 + 1));
    expect(await client.closed).toBe(1009);
  });
});

describe('times', () => {
  it('of silence: ka comes again and again', async () => {
    const own = await start({ keepAliveMs: 20 });
    const client = await RealtimeClient.connect(own, token);
    for (let i = 0; i < 3; i++) await client.next('ka');
    await own.stop();
  });

  it('to say something: a connection without a word is closed', async () => {
    const own = await start({ initTimeoutMs: 20 });
    const client = new RealtimeClient(own, ['graphql-ws', headerProtocol(own, token)]);
    expect(await client.closed).toBe(1008);
    await own.stop();
  });

  it('of a token end its subscriptions', async () => {
    const client = await RealtimeClient.connect(app, token);
    await client.start('1', query, await issuer.token({ exp: Math.floor(Date.now() / 1000) + 100 }));
    await client.start('2', query, token);
    const later = Date.now() + 200_000;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
    expect(await client.next('error')).toEqual({
      id: '1',
      type: 'error',
      payload: { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }] },
    });
    clock.mockRestore();
    expect(app.stats().subscriptions).toBe(1);
    client.close();
  });
});

describe('signed requests', () => {
  it('are checked as connect and as the subscription, each with what it signs', async () => {
    const checked: SignedRequest[] = [];
    const iam: Iam = {
      async verify(request) {
        checked.push(request);
        return { accountId: '1', userArn: 'arn:aws:iam::1:user/a', accessKeyId: 'A' };
      },
      allows: () => true,
    };
    const api = testApi({
      schema:
        'type Query { q: Int } type Mutation { m: Int } type Subscription { s: Int @aws_subscribe(mutations: ["m"]) }',
      authentication: [{ type: 'AWS_IAM' }],
    });
    const own = await startAppSync(api, { iam });
    const signature = 'AWS4-HMAC-SHA256 Credential=A/…';
    const client = await RealtimeClient.connect(own, signature);
    expect(await client.start('1', 'subscription { s }', signature)).toMatchObject({ type: 'start_ack' });
    const headers = { host: hostOf(own), authorization: signature };
    const data = JSON.stringify({ query: 'subscription { s }', variables: {} });
    expect(checked).toEqual([
      { method: 'POST', path: '/graphql/connect', query: {}, headers, body: '{}' },
      { method: 'POST', path: '/graphql', query: {}, headers, body: data },
    ]);
    await own.stop();
  });
});

describe('the real-time endpoint alone', () => {
  it('stops, while HTTP goes on, and starts again on its port', async () => {
    const own = await start();
    const client = await RealtimeClient.connect(own, token);
    await client.start('1', query, token);
    await own.realtime.stop();
    expect(await client.closed).toBe(1006);
    const refused = new RealtimeClient(own, ['graphql-ws', headerProtocol(own, token)]);
    expect(await refused.closed).toBe(1006);
    expect((await post(own, 'mutation { it(it: 1) { it } }', token)).status).toBe(200);
    expect(own.stats()).toMatchObject({ connections: 0, subscriptions: 0 });
    await own.realtime.start();
    const again = await RealtimeClient.connect(own, token);
    expect((await again.start('1', query, token)).type).toBe('start_ack');
    await own.stop();
  });

  it('cuts whom it is told to', async () => {
    const [ann, bob] = await Promise.all(
      ['ann', 'bob'].map(async (sub) => RealtimeClient.connect(app, await issuer.token({ sub }))),
    );
    expect(app.realtime.cut(({ caller, authType }) => caller === 'ann' && authType === 'OPENID_CONNECT')).toBe(1);
    expect(await ann?.closed).toBe(1006);
    expect(app.realtime.cut()).toBe(1);
    await bob?.closed;
  });
});
