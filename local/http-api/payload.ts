import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';
import type { Configuration, Route } from './configuration.ts';
import type { Match } from './routes.ts';

/** What a function answers, as API Gateway passes it on. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer;
}

/** Bodies of these types reach the function as text, all others in base64. Unverified: a body without a type is taken for text. */
const TEXT = /^(text\/|application\/(json|javascript|xml|[\w.+-]+\+(json|xml))\b)/;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number: number) => String(number).padStart(2, '0');

/** `12/Mar/2026:19:03:58 +0000` */
function logTime(at: Date): string {
  const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

function headersOf(request: IncomingMessage, sourceIp: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (name !== 'cookie' && name !== 'connection' && values) headers[name] = values.join(',');
  }
  return {
    ...headers,
    'x-amzn-trace-id':
      headers['x-amzn-trace-id'] ?? `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomHex()}`,
    'x-forwarded-for': [headers['x-forwarded-for'], sourceIp].filter(Boolean).join(', '),
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

const randomHex = () => crypto.randomUUID().replaceAll('-', '').slice(0, 24);

function queryOf(query: string): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return Object.keys(parameters).length > 0 ? parameters : undefined;
}

export interface Arrival {
  request: IncomingMessage;
  /** Without the stage's prefix. */
  path: string;
  query: string;
  body: Buffer;
  at: Date;
  requestId: string;
}

/**
 * The event of payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toEvent(api: Configuration, match: Match<Route>, arrival: Arrival): APIGatewayProxyEventV2 {
  const { request, path, query, body, at, requestId } = arrival;
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const headers = headersOf(request, sourceIp);
  const domainName = request.headers.host ?? '';
  const cookies = request.headers.cookie?.split(';').map((cookie) => cookie.trim());
  const queryStringParameters = queryOf(query);
  const text = request.headers['content-type'] === undefined || TEXT.test(request.headers['content-type']);
  const rawPath = api.prefix + path;
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString: query,
    ...(cookies && { cookies }),
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: {
      accountId: api.account,
      apiId: api.id,
      domainName,
      domainPrefix: domainName.split('.', 1)[0] ?? '',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: api.stage,
      time: logTime(at),
      timeEpoch: at.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(text ? 'utf8' : 'base64') }),
    ...(Object.keys(match.parameters).length > 0 && { pathParameters: match.parameters }),
    isBase64Encoded: body.length > 0 && !text,
    ...(api.variables && { stageVariables: api.variables }),
  };
}

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** What a function returned as an answer. Throws on a shape that API Gateway does not take. */
export function toReply(result: unknown): Reply {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    // Without a status code the whole result is the body of a success.
    const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(body) };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = structured.parse(result);
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...Object.fromEntries(named) },
    cookies: cookies ?? [],
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}
