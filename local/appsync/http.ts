import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Engine } from './engine.ts';
import { MalformedRequest, Unauthorized } from './errors.ts';
import { executeRequest, type GraphQLRequest, type Publication } from './execution/execute-request.ts';
import { newRequest } from './execution/request.ts';
import type { Invalidation } from './javascript/invocation.ts';
import { headersOf } from './listen.ts';

/** What an executed mutation sets off, once its answer is on its way. */
export interface Effects {
  publications: Publication[];
  invalidations: Invalidation[];
}

const maxBody = 1024 * 1024;

const exposed = 'x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version';

/** The GraphQL endpoint: `POST /graphql`, and its CORS preflight. `engine` is asked for anew per request. */
export function httpListener(engine: () => Engine, effects: (effects: Effects) => void): Server {
  return createServer((message, response) => {
    handle(message, response, engine(), effects).catch((fault: Error) => {
      engine().log(`request failed: ${fault.stack ?? fault.message}`);
      answerError(response, 500, 'InternalFailure', 'Internal failure');
    });
  });
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  engine: Engine,
  effects: (effects: Effects) => void,
): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://localhost');
  if (url.pathname !== '/graphql') return answerError(response, 404, 'NotFoundException', 'Not found');
  if (message.method === 'OPTIONS') return preflight(message, response);
  if (message.method !== 'POST')
    return answerError(response, 405, 'MethodNotAllowedException', 'Only POST is supported.');
  try {
    const body = await bodyOf(message);
    const headers = headersOf(message);
    const signed = { method: 'POST', path: url.pathname, query: Object.fromEntries(url.searchParams), headers, body };
    const caller = await engine.authenticate(signed, message.socket.remoteAddress ?? '');
    const request = newRequest({ api: engine.compiled.api, caller, headers, log: engine.log });
    const executed = await executeRequest(engine.compiled, engine.documents, graphqlRequest(body), request);
    answer(response, 200, executed.response);
    effects({ publications: executed.publications, invalidations: request.invalidations });
  } catch (error) {
    if (!(error instanceof Unauthorized || error instanceof MalformedRequest)) throw error;
    answerError(response, error.status, error.errorType, error.message);
  }
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) throw new MalformedRequest('Request body exceeds 1 MB.', 'RequestEntityTooLargeException', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function graphqlRequest(body: string): GraphQLRequest {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch (cause) {
    const error = new MalformedRequest('Unable to parse GraphQL query.');
    error.cause = cause;
    throw error;
  }
  if (typeof (request as GraphQLRequest | null)?.query !== 'string')
    throw new MalformedRequest('No GraphQL query was given.');
  return request as GraphQLRequest;
}

function preflight(message: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(200, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST,OPTIONS',
      'access-control-allow-headers': message.headers['access-control-request-headers'] ?? '*',
      'access-control-expose-headers': exposed,
      'access-control-max-age': '172800',
    })
    .end();
}

function answerError(response: ServerResponse, status: number, errorType: string, message: string): void {
  if (response.headersSent) return;
  response.setHeader('x-amzn-errortype', errorType);
  answer(response, status, { errors: [{ errorType, message }] });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, {
      'content-type': 'application/json;charset=UTF-8',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': exposed,
    })
    .end(JSON.stringify(body));
}
