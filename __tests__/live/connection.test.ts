import { connect } from '../../spa/src/live/connection.ts';
import { FakeSocket, makeFakeTime } from './fake-time.ts';

function setUp() {
  const time = makeFakeTime();
  const sockets: FakeSocket[] = [];
  const heard: string[] = [];
  const connection = connect({
    open: (url, protocols) => {
      const socket = new FakeSocket(url, protocols);
      sockets.push(socket);
      return socket;
    },
    timers: time,
    credentials: { realtime: 'wss://real.time/graphql', host: 'api.example', token: 'a.b-c.d', expiresAt: 0 },
    subscriptions: new Map([
      [
        '1',
        {
          query: 'subscription Q',
          variables: { stage: 'e.a' },
          acknowledged: () => heard.push('acknowledged'),
          data: (data) => heard.push(JSON.stringify(data)),
        },
      ],
    ]),
    ready: () => heard.push('ready'),
    ended: (reason) => heard.push(`ended: ${reason}`),
  });
  return { time, heard, connection, socket: sockets[0]! };
}

describe('a connection to AppSync’s real-time endpoint', () => {
  it('carries its authorization in the sub-protocol, as base64url', () => {
    const { socket } = setUp();
    const [name, header] = socket.protocols;
    expect(socket.url).toBe('wss://real.time/graphql');
    expect(name).toBe('graphql-ws');
    const json = Buffer.from(String(header).replace('header-', ''), 'base64url').toString();
    expect(JSON.parse(json)).toEqual({ host: 'api.example', Authorization: 'a.b-c.d' });
    expect(header).not.toMatch(/[+/=]/);
  });

  it('starts its subscriptions once the server acknowledged it, and is ready when those are', () => {
    const { socket, heard } = setUp();
    socket.onopen?.();
    expect(socket.sent).toEqual([{ type: 'connection_init' }]);
    socket.receive({ type: 'connection_ack' });
    const start = socket.sent[1];
    expect(start).toMatchObject({ type: 'start', id: '1' });
    expect(JSON.parse(String(start?.payload?.data))).toEqual({ query: 'subscription Q', variables: { stage: 'e.a' } });
    expect(start?.payload?.extensions).toEqual({ authorization: { host: 'api.example', Authorization: 'a.b-c.d' } });
    expect(heard).toEqual([]);
    socket.receive({ type: 'start_ack', id: '1' });
    expect(heard).toEqual(['ready', 'acknowledged']);
  });

  it('hands on data', () => {
    const { socket, heard } = setUp();
    socket.accept();
    socket.data({ onLiveState: { seq: 3 } });
    expect(heard.at(-1)).toBe('{"onLiveState":{"seq":3}}');
  });

  it.each([
    [
      'a subscription that is refused',
      { type: 'error', id: '1', payload: { errors: [{ errorType: 'NOT_ADMITTED' }] } },
      'NOT_ADMITTED',
    ],
    [
      'a token that is refused',
      { type: 'connection_error', payload: { errors: [{ errorType: 'UnauthorizedException' }] } },
      'UnauthorizedException',
    ],
    ['a subscription that the server completes', { type: 'complete', id: '1' }, 'complete'],
  ])('ends by %s, with the reason', (_case, message, reason) => {
    const { socket, heard } = setUp();
    socket.onopen?.();
    socket.receive({ type: 'connection_ack' });
    socket.receive(message);
    expect(heard).toEqual([`ended: ${reason}`]);
    expect(socket.closed).toBe(true);
  });

  it('ends when the server goes away', () => {
    const { socket, heard } = setUp();
    socket.accept();
    socket.drop();
    expect(heard.at(-1)).toBe('ended: closed');
  });

  it('ends when it was not acknowledged within 15 s', async () => {
    const { socket, time, heard } = setUp();
    socket.onopen?.();
    await time.pass(14_999);
    expect(heard).toEqual([]);
    await time.pass(1);
    expect(heard).toEqual(['ended: slow']);
  });

  it('is dead after 130 s without a sign of life, and only then', async () => {
    const { socket, time, heard } = setUp();
    socket.accept();
    await time.pass(129_000);
    socket.receive({ type: 'ka' });
    await time.pass(129_999);
    expect(heard.at(-1)).toBe('acknowledged');
    await time.pass(1);
    expect(heard.at(-1)).toBe('ended: silent');
  });

  it('ends once', () => {
    const { socket, connection, heard } = setUp();
    socket.accept();
    connection.close();
    connection.close();
    socket.drop();
    expect(heard.filter((what) => what.startsWith('ended'))).toHaveLength(1);
  });
});
