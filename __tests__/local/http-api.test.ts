import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type HttpApi, startHttpApi } from '../../local/http-api/start.ts';
import type { Resource, World } from '../../local/terraform/world.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:issue';
const EXECUTION = 'arn:aws:execute-api:eu-west-1:123456789012:abc';

type Values = Record<string, unknown>;

const resource = (type: string, name: string, values: Values): Resource => ({
  address: `${type}.${name}`,
  type,
  name,
  values,
});

interface Setting {
  api?: Values;
  stage?: Values;
  integration?: Values;
  route?: Values;
}

const ROUTES = [
  'POST /session',
  'GET /files/{all+}',
  'GET /files/{kind}/{id}',
  'GET /things/{id}',
  'ANY /things/{proxy+}',
  'GET /things/first',
];

function worldOf({ api, stage, integration, route }: Setting, routes: string[]): World {
  const resources = [
    resource('aws_apigatewayv2_api', 'viewer', {
      id: 'abc',
      name: 'viewer',
      protocol_type: 'HTTP',
      api_endpoint: 'http://127.0.0.1:1',
      execution_arn: EXECUTION,
      ...api,
    }),
    resource('aws_apigatewayv2_integration', 'issue', {
      id: 'i1',
      api_id: 'abc',
      integration_type: 'AWS_PROXY',
      integration_uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
      payload_format_version: '2.0',
      ...integration,
    }),
    ...routes.map((key, index) =>
      resource('aws_apigatewayv2_route', `route${index}`, {
        id: `r${index}`,
        api_id: 'abc',
        route_key: key,
        target: 'integrations/i1',
        ...route,
      }),
    ),
    resource('aws_apigatewayv2_stage', 'stage', {
      id: '$default',
      api_id: 'abc',
      name: '$default',
      auto_deploy: true,
      ...stage,
    }),
  ];
  return { resources, outputs: {}, account: '123456789012', region: 'eu-west-1' };
}

let api: HttpApi | undefined;
let events: APIGatewayProxyEventV2[];
let result: unknown;
let permitted: (source: string) => boolean;
let asked: string[];
let clock: number;

beforeEach(() => {
  events = [];
  asked = [];
  result = { statusCode: 200, body: 'ok' };
  permitted = () => true;
  clock = Date.parse('2026-03-12T19:03:58.123Z');
});

afterEach(async () => {
  await api?.stop();
  api = undefined;
});

async function start(setting: Setting = {}, routes = ROUTES): Promise<void> {
  const world = worldOf(setting, routes);
  api = await startHttpApi(world, world.resources[0]!, {
    invoke: async (functionArn, event) => {
      expect(functionArn).toBe(FUNCTION);
      events.push(event as APIGatewayProxyEventV2);
      if (result instanceof Error) throw result;
      return result;
    },
    allowed: (principal, action, target, source) => {
      asked.push(`${principal} ${action} ${target} ${source}`);
      return permitted(source);
    },
    now: () => clock,
  });
}

const call = (path: string, init?: RequestInit) => fetch(`${api?.url}${path}`, init);

describe('a request', () => {
  it('reaches the function in payload format 2.0', async () => {
    await start();
    const headers = {
      'content-type': 'application/json',
      cookie: 'a=1; b=2',
      'x-butai-origin': 's',
      'x-forwarded-for': '203.0.113.9',
    };
    await call('/session?q=1&q=2&r=%20', { method: 'POST', headers, body: '{"event":"é"}' });
    const host = new URL(api?.url ?? '').host;
    expect(events).toEqual([
      {
        version: '2.0',
        routeKey: 'POST /session',
        rawPath: '/session',
        rawQueryString: 'q=1&q=2&r=%20',
        cookies: ['a=1', 'b=2'],
        headers: expect.objectContaining({
          host,
          'content-type': 'application/json',
          'x-butai-origin': 's',
          'x-forwarded-for': '203.0.113.9, 127.0.0.1',
          'x-forwarded-proto': 'https',
          'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        }),
        queryStringParameters: { q: '1,2', r: ' ' },
        requestContext: {
          accountId: '123456789012',
          apiId: 'abc',
          domainName: host,
          domainPrefix: '127',
          http: { method: 'POST', path: '/session', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'node' },
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          routeKey: 'POST /session',
          stage: '$default',
          time: '12/Mar/2026:19:03:58 +0000',
          timeEpoch: clock,
        },
        body: '{"event":"é"}',
        isBase64Encoded: false,
      },
    ]);
    expect(events[0]?.headers).not.toHaveProperty('cookie');
  });

  it('has its body in base64 unless the type is one of text', async () => {
    await start();
    await call('/session', { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect([events[0]?.isBase64Encoded, events[0]?.body]).toEqual([true, Buffer.from('a=1').toString('base64')]);
  });

  it.each([
    ['GET', '/things/first', 'GET /things/first', undefined],
    ['GET', '/things/a%2Fb', 'GET /things/{id}', { id: 'a/b' }],
    ['PUT', '/things/a', 'ANY /things/{proxy+}', { proxy: 'a' }],
    ['GET', '/things/a/b', 'ANY /things/{proxy+}', { proxy: 'a/b' }],
    ['GET', '/files/a/b', 'GET /files/{kind}/{id}', { kind: 'a', id: 'b' }],
    ['GET', '/session', '$default', undefined],
  ])('%s %s takes the route %s', async (method, path, routeKey, parameters) => {
    await start({}, [...ROUTES, '$default']);
    await call(path, { method });
    expect([events[0]?.routeKey, events[0]?.pathParameters]).toEqual([routeKey, parameters]);
  });

  it('without a route is 404 and reaches no function', async () => {
    await start();
    const response = await call('/nothing');
    expect([response.status, await response.text(), events]).toEqual([404, '{"message":"Not Found"}', []]);
  });

  it('to a named stage has the stage in front of its path', async () => {
    await start({ stage: { name: 'v1' } });
    expect((await call('/session', { method: 'POST' })).status).toBe(404);
    expect((await call('/v1/session', { method: 'POST' })).status).toBe(200);
    expect([events[0]?.rawPath, events[0]?.requestContext.stage]).toEqual(['/v1/session', 'v1']);
  });
});

describe('an answer', () => {
  it('has the status, headers, cookies and body that the function returned', async () => {
    await start();
    const body = Buffer.from('å').toString('base64');
    result = {
      statusCode: 201,
      headers: { 'Content-Type': 'text/html', 'x-n': 1 },
      cookies: ['a=1', 'b=2'],
      body,
      isBase64Encoded: true,
    };
    const response = await call('/session', { method: 'POST' });
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-n')]).toEqual([
      201,
      'text/html',
      '1',
    ]);
    expect([response.headers.getSetCookie(), await response.text()]).toEqual([['a=1', 'b=2'], 'å']);
  });

  it('without a status code is a success with the result as JSON', async () => {
    await start();
    result = { event: 'e' };
    const response = await call('/session', { method: 'POST' });
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([
      200,
      'application/json',
      { event: 'e' },
    ]);
  });

  it.each([
    ['the function fails', new Error('down')],
    ['the body is not a string', { statusCode: 200, body: { a: 1 } }],
  ])('is a neutral 500 when %s', async (_why, given) => {
    await start();
    result = given;
    const response = await call('/session', { method: 'POST' });
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('is 503 when the integration takes longer than it may', async () => {
    await start({ integration: { timeout_milliseconds: 50 } });
    result = new Promise(() => {});
    const response = await call('/session', { method: 'POST' });
    expect([response.status, await response.text()]).toEqual([503, '{"message":"Service Unavailable"}']);
  });
});

describe('permission, throttling and CORS', () => {
  it('asks whether the route may invoke the function, and does not invoke it otherwise', async () => {
    permitted = (source) => source.endsWith('/POST/session');
    await start();
    expect((await call('/session', { method: 'POST' })).status).toBe(200);
    expect(asked).toEqual([
      `apigateway.amazonaws.com lambda:InvokeFunction ${FUNCTION} ${EXECUTION}/$default/POST/session`,
    ]);
    expect((await call('/things/first')).status).toBe(500);
    expect(events).toHaveLength(1);
  });

  it('refuses what is beyond the rate with 429 until there is room again', async () => {
    await start({ stage: { default_route_settings: { throttling_burst_limit: 2, throttling_rate_limit: 10 } } });
    const statuses = async (times: number) => {
      const seen: number[] = [];
      for (let each = 0; each < times; each++) seen.push((await call('/session', { method: 'POST' })).status);
      return seen;
    };
    expect(await statuses(3)).toEqual([200, 200, 429]);
    clock += 100;
    expect(await statuses(2)).toEqual([200, 429]);
  });

  it('answers preflights itself and says of CORS what is configured, not what the function says', async () => {
    await start({
      api: {
        cors_configuration: {
          allow_origins: ['https://a.test'],
          allow_methods: ['POST'],
          allow_headers: ['x-a'],
          max_age: 60,
        },
      },
    });
    result = { statusCode: 200, headers: { 'access-control-allow-origin': '*' }, body: '' };
    const origin = { origin: 'https://a.test' };
    const preflight = await call('/session', {
      method: 'OPTIONS',
      headers: { ...origin, 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods'), events]).toEqual([
      204,
      'POST',
      [],
    ]);
    const allowed = await call('/session', { method: 'POST', headers: origin });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://a.test');
    const foreign = await call('/session', { method: 'POST', headers: { origin: 'https://b.test' } });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('what it cannot do', () => {
  it.each([
    ['an authorizer', { route: { authorization_type: 'JWT', authorizer_id: 'x' } }, 'aws_apigatewayv2_route.route0'],
    [
      'another payload format',
      { integration: { payload_format_version: '1.0' } },
      'aws_apigatewayv2_integration.issue: payload_format_version',
    ],
    ['an integration that is no function', { integration: { integration_uri: 'https://a.test' } }, 'names no function'],
    ['a WebSocket API', { api: { protocol_type: 'WEBSOCKET' } }, 'aws_apigatewayv2_api.viewer: protocol_type'],
    ['a route to nowhere', { route: { target: 'integrations/none' } }, 'there is no integrations/none'],
  ])('is refused at the start with its address: %s', async (_what, setting: Setting, message) => {
    await expect(start(setting)).rejects.toThrow(message);
  });
});
