import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { choosePorts } from '../../local/ports.ts';

let taken: Server;
let port: number;
beforeAll(async () => {
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  port = (taken.address() as AddressInfo).port;
});
afterAll(() => taken.close());

describe('the ports of a local stack', () => {
  it('are different, free, and none that the system could give to somebody else meanwhile', async () => {
    const chosen = Object.values(await choosePorts(['site', 'graphql', 'realtime'], 0));
    expect(new Set(chosen).size).toBe(3);
    for (const each of chosen) expect(each).toBeLessThan(32_768);
  });

  it('are refused by number where the one that was asked for is in use', async () => {
    await expect(choosePorts(['site'], port)).rejects.toThrow(`port ${port} is in use`);
  });
});
