import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { close, listen } from '../listen.ts';
import { DataFrames, frame } from '../realtime/frame.ts';

/** What a WebSocket client makes of frames written to the bare socket. */
async function received(frames: Buffer[]): Promise<string[]> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (ws) => {
      for (const bytes of frames) socket.write(bytes);
      ws.close();
    });
  });
  const client = new WebSocket(`ws://127.0.0.1:${await listen(server)}`);
  const texts: string[] = [];
  client.on('message', (data) => texts.push(data.toString()));
  await once(client, 'close');
  await close(server);
  return texts;
}

describe('frames', () => {
  it.each([0, 125, 126, 65_535, 65_536])('of %p bytes are read by a WebSocket client', async (length) => {
    expect(await received([frame('x'.repeat(length))])).toEqual(['x'.repeat(length)]);
  });

  it('of data carry each subscriber’s id, whatever its length or alphabet', async () => {
    const payload = JSON.stringify({ data: { text: '舞台'.repeat(100) } });
    const frames = new DataFrames(payload);
    const ids = ['1', '2', '2', 'a-much-longer-id', '会場', 'quo"ted', '3'];
    const texts = await received(ids.map((id) => frames.for(Buffer.from(JSON.stringify(id)))));
    expect(texts.map((text) => JSON.parse(text))).toEqual(
      ids.map((id) => ({ id, type: 'data', payload: JSON.parse(payload) })),
    );
  });

  it('of data are shared by subscribers with the same id', () => {
    const frames = new DataFrames('{}');
    const id = Buffer.from('"1"');
    expect(frames.for(id)).toBe(frames.for(Buffer.from(id)));
    expect(frames.for(Buffer.from('"2"'))).not.toBe(frames.for(id));
  });
});
