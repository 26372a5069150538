import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../listener.ts';
import type { Answer, AwsRequest } from './service.ts';

/** Of any call that the stack makes; S3 clients split what is larger. */
const MAX_BODY = 16 * 1024 * 1024;

/** Reads a request whole, since its signature covers the body. */
export async function readRequest(incoming: IncomingMessage): Promise<AwsRequest> {
  const body = await readBody(incoming, MAX_BODY);
  if (!body) throw new Error(`a request of more than ${MAX_BODY} bytes`);
  const [path = '/', search = ''] = (incoming.url ?? '/').split('?');
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return { method: incoming.method ?? 'GET', path, query, headers, body };
}

export function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

/** Gives an engine's answer on as it comes. */
export function pass(answered: IncomingMessage, response: ServerResponse): void {
  const { connection: _connection, 'keep-alive': _keepAlive, ...headers } = answered.headers;
  response.writeHead(answered.statusCode ?? 502, headers);
  answered.on('error', () => response.destroy()).pipe(response);
}
