import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Allowed } from '../engines/ports.ts';
import { type Listener, listen, readBody } from '../listener.ts';
import type { Resource, World } from '../terraform/world.ts';
import { type Configuration, type Route, readApi } from './configuration.ts';
import { corsHeaders, isPreflight } from './cors.ts';
import { type Arrival, type Reply, toEvent, toReply } from './payload.ts';
import { type Match, matchRoute } from './routes.ts';
import { createThrottle } from './throttle.ts';

export interface HttpApiOptions {
  /** Runs a function and gives what it returned. Rejects when the function failed, was stopped or ran out of time. */
  invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  /** Whether `aws_lambda_permission` lets `apigateway.amazonaws.com` invoke the function for a route. */
  allowed: Allowed;
  /** Default: any that is free. */
  port?: number;
  log?: (line: string) => void;
  /** Milliseconds since the epoch; for tests. */
  now?: () => number;
}

/** `url` is the API's endpoint, without a slash at the end. */
export type HttpApi = Listener;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_BODY = 10 * 1024 * 1024;

const refusal = (status: number, message: string): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message })),
});

function send(
  response: ServerResponse,
  reply: Reply,
  requestId: string,
  cross: Record<string, string> | undefined,
): void {
  const { status, headers, cookies, body } = reply;
  const own = cross ? withoutCors(headers) : headers;
  response.writeHead(status, {
    ...own,
    ...cross,
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
    'content-length': String(body.length),
    'apigw-requestid': requestId,
  });
  response.end(body);
}

const withoutCors = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-')));

class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new TimedOut(`the integration took longer than ${milliseconds} ms`)),
    milliseconds,
  );
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

/**
 * An `aws_apigatewayv2_api` of type HTTP with its routes to functions, on 127.0.0.1: payload format 2.0, CORS, throttling.
 * Throws `UnsupportedResource` for what is configured and not supported: authorizers, other integrations, mappings.
 */
export async function startHttpApi(world: World, api: Resource, options: HttpApiOptions): Promise<HttpApi> {
  const { log = () => {}, now = Date.now } = options;
  const configuration = readApi(world, api, (rate, burst) => createThrottle(rate, burst, now));
  const complain = (error: unknown) => log(`${api.address}: ${error instanceof Error ? error.message : String(error)}`);

  const reply = async (match: Match<Route>, arrival: Arrival): Promise<Reply> => {
    const { integration, throttle } = match.route;
    if (throttle?.take() === false) return refusal(429, 'Too Many Requests');
    const source = `${configuration.executionArn}/${configuration.stage}/${sourceOf(match.route)}`;
    if (!options.allowed('apigateway.amazonaws.com', 'lambda:InvokeFunction', integration.functionArn, source)) {
      complain(`no aws_lambda_permission lets ${source} invoke ${integration.functionArn}`);
      return refusal(500, 'Internal Server Error');
    }
    try {
      const event = toEvent(configuration, match, arrival);
      return toReply(await within(integration.timeoutMs, options.invoke(integration.functionArn, event)));
    } catch (error) {
      complain(error);
      return error instanceof TimedOut ? refusal(503, 'Service Unavailable') : refusal(500, 'Internal Server Error');
    }
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const requestId = crypto.randomUUID();
    const { cors } = configuration;
    const cross = cors && corsHeaders(cors, request);
    if (cors && isPreflight(request))
      return void response.writeHead(204, { ...cross, 'apigw-requestid': requestId }).end();
    const body = await readBody(request, MAX_BODY);
    if (!body) return send(response, refusal(413, 'Request Entity Too Large'), requestId, cross);
    const [path, query] = addressOf(request, configuration);
    const match = path === undefined ? undefined : matchRoute(configuration.routes, request.method ?? 'GET', path);
    if (path === undefined || !match) return send(response, refusal(404, 'Not Found'), requestId, cross);
    const arrival = { request, path, query, body, at: new Date(now()), requestId };
    send(response, await reply(match, arrival), requestId, cross);
  };
  return listen(options.port ?? 0, answer, complain);
}

/** The path below the stage, undefined outside of it, and the query. */
function addressOf(
  { url = '/' }: IncomingMessage,
  { prefix }: Configuration,
): [path: string | undefined, query: string] {
  const [whole = '/', ...query] = url.split('?');
  const inside = prefix === '' || whole === prefix || whole.startsWith(`${prefix}/`);
  return [inside ? whole.slice(prefix.length) || '/' : undefined, query.join('?')];
}

/** What a permission's source ARN names after the stage: method and path of the route, as configured. */
const sourceOf = ({ method, path }: Route): string =>
  method === undefined ? '$default' : `${method === 'ANY' ? '*' : method}${path}`;
