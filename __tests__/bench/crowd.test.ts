import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Crowd, startCrowd } from '../../bench/crowd.ts';
import { percentile } from '../../bench/report.ts';

const SOCKETS = 3;
/** Long for a message on loopback, and what each test that expects none waits. */
const SOON_MS = 500;

let server: WebSocketServer;
let sockets: WebSocket[];
let crowd: Crowd;

beforeEach(async () => {
  sockets = [];
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { type: string };
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'start') socket.send('{"type":"start_ack","id":"1"}');
    });
  });
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const authorization = { host: 'a', Authorization: 'b' };
  crowd = await startCrowd({
    dialect: 'appsync',
    url,
    sockets: SOCKETS,
    authorization,
    query: '',
    variables: {},
    field: 'on',
  });
});

afterEach(async () => {
  await crowd.stop();
  server.close();
});

const tell = (to: readonly (WebSocket | undefined)[], seq: number) => {
  for (const socket of to) socket?.send(JSON.stringify({ type: 'data', id: '1', payload: { data: { on: { seq } } } }));
};
const arrival = (seq: number) => crowd.arrival(({ state }) => state.seq === seq, SOON_MS);

it('says when the first and the last viewer had a state, and what all of them show', async () => {
  tell(sockets, 1);
  const { first, last } = (await arrival(1)) ?? { first: Number.NaN, last: Number.NaN };
  expect(last).toBeGreaterThanOrEqual(first);
  expect(await crowd.findings()).toEqual({ doubled: 0, late: 0, closed: 0, shown: { '{"seq":1}': SOCKETS } });
});

it('notices a state that one viewer does not get', async () => {
  tell(sockets, 1);
  await arrival(1);
  tell(sockets.slice(1), 2);
  expect(await arrival(2)).toBeUndefined();
  expect((await crowd.findings()).shown).toEqual({ '{"seq":1}': 1, '{"seq":2}': SOCKETS - 1 });
});

it('notices a state that comes twice, also when another came between', async () => {
  for (const seq of [1, 2, 1]) tell(sockets.slice(0, 1), seq);
  tell(sockets.slice(1), 2);
  await arrival(2);
  expect((await crowd.findings()).doubled).toBe(1);
});

it('counts what comes late and shows the newer state, as a page does', async () => {
  tell(sockets, 2);
  tell(sockets, 1);
  await arrival(1);
  expect(await crowd.findings()).toMatchObject({ doubled: 0, late: SOCKETS, shown: { '{"seq":2}': SOCKETS } });
});

it('counts connections that end', async () => {
  sockets[0]?.terminate();
  tell(sockets.slice(1), 1);
  await arrival(1);
  expect((await crowd.findings()).closed).toBe(1);
});

it('takes the nearest rank as percentile', () => {
  const values = [40, 10, 30, 20];
  expect([1, 50, 51, 99, 100].map((percent) => percentile(values, percent))).toEqual([10, 20, 30, 40, 40]);
  expect(() => percentile([], 50)).toThrow('a percentile of nothing');
});
