import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that an engine got. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An engine that keeps what it gets, and answers what it is told to. */
export async function startRecordingEngine() {
  const engine = { url: '', seen: [] as Seen[], next: { status: 200, body: '{}' }, stop: () => {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    engine.seen.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(engine.next.status).end(engine.next.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  engine.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  engine.stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return engine;
}
