import type { Link } from '../../spa/src/live/link.ts';
import { makeRealTime } from '../../spa/src/live/real-time.ts';
import { FakeSocket, makeFakeTime, settle } from './fake-time.ts';

const HOUR = 3_600_000;

function setUp() {
  const time = makeFakeTime();
  const sockets: FakeSocket[] = [];
  const links: Link[] = [];
  const heard: unknown[] = [];
  const credentials = { refuse: '', count: 0, lifetime: HOUR };
  const realTime = makeRealTime({
    timers: time,
    open: (url, protocols) => {
      const socket = new FakeSocket(url, protocols);
      sockets.push(socket);
      return socket;
    },
    credentials: async () => {
      if (credentials.refuse) throw new Error(credentials.refuse);
      credentials.count += 1;
      const token = `token-${credentials.count}`;
      return { realtime: 'wss://real.time', host: 'api', token, expiresAt: time.now() + credentials.lifetime };
    },
    spread: () => 30_000,
    changed: (link) => links.push(link),
  });
  realTime.subscribe({
    query: 'subscription Q',
    variables: {},
    acknowledged: () => heard.push('acknowledged'),
    data: (data) => heard.push(data),
  });
  const up = async () => {
    realTime.start();
    await settle();
    sockets.at(-1)?.accept();
  };
  /** Time in which the server shows signs of life. */
  const pass = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= 30_000) {
      for (const socket of sockets) socket.receive({ type: 'ka' });
      await time.pass(Math.min(left, 30_000));
    }
  };
  return { time, sockets, heard, credentials, realTime, up, pass, link: () => links.at(-1) };
}

/** The token that a connection was made with. */
const tokenOf = (socket: FakeSocket | undefined): string =>
  JSON.parse(Buffer.from(String(socket?.protocols[1]).replace('header-', ''), 'base64url').toString()).Authorization;

describe('the real-time channel', () => {
  it('is up when its subscription is acknowledged, not before', async () => {
    const { realTime, sockets, link } = setUp();
    realTime.start();
    await settle();
    expect(link()).toMatchObject({ up: false, attempt: 0 });
    sockets[0]?.accept();
    expect(link()).toMatchObject({ up: true, retryAt: null });
  });

  it('comes back within one back-off, with a token asked for this connection', async () => {
    const { up, sockets, time, link, heard } = setUp();
    await up();
    await time.pass(60_000);
    sockets[0]?.drop();
    expect(link()).toMatchObject({ up: false, attempt: 1, retryAt: time.now() + 500, reason: 'closed' });
    await time.pass(500);
    sockets[1]?.accept();
    expect(link()).toMatchObject({ up: true });
    expect([tokenOf(sockets[0]), tokenOf(sockets[1])]).toEqual(['token-1', 'token-2']);
    expect(heard).toEqual(['acknowledged', 'acknowledged']);
  });

  it('backs off from 1 s, doubling, with full jitter, up to the spread', async () => {
    const { realTime, credentials, time, link } = setUp();
    credentials.refuse = 'session';
    time.chance(0.999);
    const delays: number[] = [];
    realTime.start();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await settle();
      const delay = Number(link()?.retryAt) - time.now();
      delays.push(Math.round(delay / 999));
      await time.pass(delay);
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    expect(link()).toMatchObject({ reason: 'session' });
    time.chance(0);
    realTime.lost();
    expect(link()?.retryAt).toBe(time.now());
  });

  it('starts again from 1 s only after a connection that lasted', async () => {
    const { up, sockets, time, link } = setUp();
    await up();
    sockets[0]?.drop();
    await time.pass(500);
    sockets[1]?.accept();
    sockets[1]?.drop();
    expect(link()?.attempt).toBe(2);
    await time.pass(1_000);
    sockets[2]?.accept();
    await time.pass(10_000);
    sockets[2]?.drop();
    expect(link()?.attempt).toBe(1);
  });

  it('does not wait when it is woken, and is not disturbed while it is up', async () => {
    const { up, realTime, sockets, time } = setUp();
    await up();
    realTime.wake();
    expect(sockets).toHaveLength(1);
    time.chance(0.9);
    sockets[0]?.drop();
    realTime.wake();
    await settle();
    expect(sockets).toHaveLength(2);
    await time.pass(5_000);
    expect(sockets).toHaveLength(2);
  });

  it('takes the browser’s word that the network is gone', async () => {
    const { up, realTime, sockets, link } = setUp();
    await up();
    realTime.lost();
    expect(link()).toMatchObject({ up: false, reason: 'offline' });
    expect(sockets[0]?.closed).toBe(true);
  });

  it('replaces the connection before its token ends, without a gap', async () => {
    const { up, sockets, link, heard, pass, time } = setUp();
    time.chance(0);
    await up();
    await pass(HOUR - 300_000);
    expect(sockets).toHaveLength(2);
    expect(link()?.up).toBe(true);
    sockets[0]?.data('by the old one');
    sockets[1]?.accept();
    expect(sockets.map((socket) => socket.closed)).toEqual([true, false]);
    sockets[1]?.data('by the new one');
    expect(heard).toEqual(['acknowledged', 'by the old one', 'acknowledged', 'by the new one']);
    expect(link()).toMatchObject({ up: true, attempt: 0 });
  });

  it('goes on with the old connection where the new one fails, and tries again a minute later', async () => {
    const { up, sockets, link, credentials, pass, time } = setUp();
    time.chance(0);
    await up();
    await pass(HOUR - 330_000);
    credentials.refuse = 'session';
    await pass(30_000);
    expect(sockets).toHaveLength(1);
    credentials.refuse = '';
    await pass(60_000);
    sockets[1]?.receive({ type: 'connection_error', payload: { errors: [{ errorType: 'TooManyRequests' }] } });
    expect(link()?.up).toBe(true);
    await pass(60_000);
    sockets[2]?.accept();
    expect(sockets.map((socket) => socket.closed)).toEqual([true, true, false]);
    expect(link()?.up).toBe(true);
  });

  it('stops for good: no socket, no timer, no late answer', async () => {
    const { up, realTime, sockets, time, link } = setUp();
    await up();
    realTime.stop();
    expect(sockets[0]?.closed).toBe(true);
    expect(link()).toMatchObject({ up: false, attempt: 0 });
    realTime.start();
    realTime.stop();
    await time.pass(HOUR);
    expect(sockets).toHaveLength(1);
  });
});
