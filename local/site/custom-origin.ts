import { once } from 'node:events';
import { type Agent, type IncomingMessage, request as send } from 'node:http';
import { edgeError } from './edge-error.ts';
import type { Answer, Headers } from './message.ts';
import type { Origin } from './origin.ts';

/** https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export interface CustomOptions {
  /** Host and port, which it is also told as `host`. */
  host: string;
  readTimeoutMs: number;
  agent: Agent;
}

const passed = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const headers = Object.entries(response.headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined,
  );
  return {
    status: response.statusCode ?? 502,
    headers: passed(Object.fromEntries(headers)),
    body: Buffer.concat(chunks),
  };
}

const isNetworkError = (error: unknown): error is { code: string } =>
  typeof error === 'object' && error !== null && 'code' in error;

/** A server. One that does not answer is 502, one that takes too long is 504. */
export function customOrigin({ host, readTimeoutMs, agent }: CustomOptions): Origin {
  return async ({ method, path, query, headers, body, etag }) => {
    const outgoing = send(new URL(query === '' ? path : `${path}?${query}`, `http://${host}`), {
      agent,
      method,
      headers: {
        ...passed(headers),
        host: String(headers.host ?? host),
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
        ...(body.length === 0 ? {} : { 'content-length': String(body.length) }),
      },
      timeout: readTimeoutMs,
    });
    let late = false;
    outgoing.once('timeout', () => {
      late = true;
      outgoing.destroy();
    });
    try {
      outgoing.end(body);
      const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
      return await answerOf(response);
    } catch (error) {
      if (late)
        return edgeError(504, 'CloudFront attempted to establish a connection with the origin, but it timed out.');
      if (isNetworkError(error)) return edgeError(502, `The origin does not answer: ${error.code}.`);
      throw error;
    }
  };
}
