import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Answering = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** An HTTP server on 127.0.0.1 that can fail alone. */
export interface Listener {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  port: number;
  /** Refuses connections and drops those there are, until `restore`. */
  cut(): Promise<void>;
  /** Listens again on the same port. */
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Serves `answer` on 127.0.0.1. What it throws is given to `failed`, and answered with 500 unless an answer has begun.
 * @param port 0 for any that is free
 */
export async function listen(port: number, answer: Answering, failed: (error: unknown) => void): Promise<Listener> {
  // Never ends an idle connection by itself: a client may be sending on it in that very moment, and gets a reset for an answer.
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      failed(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
  });
  const open = async (wanted: number) => {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await open(port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    cut: close,
    restore: () => (server.listening ? Promise.resolve() : open(address.port)),
    stop: close,
  };
}

/** The whole body of a request, or undefined if it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= limit) chunks.push(chunk as Buffer);
  }
  return length > limit ? undefined : Buffer.concat(chunks);
}
