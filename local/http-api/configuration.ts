import { z } from 'zod';
import { attributes, block, blocks, count, readAs, withoutEffect } from '../engines/resource-schema.ts';
import { type Resource, resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import type { Cors } from './cors.ts';
import type { RouteKey } from './routes.ts';
import type { Throttle } from './throttle.ts';

const endpoint = withoutEffect('the API listens on loopback');

const apiSchema = attributes({
  name: withoutEffect('a label'),
  description: withoutEffect('a label'),
  protocol_type: z.literal('HTTP'),
  ip_address_type: endpoint,
  api_endpoint: z.string(),
  execution_arn: z.string(),
  api_key_selection_expression: withoutEffect('HTTP APIs have no keys'),
  route_selection_expression: z.literal('$request.method $request.path').optional(),
  cors_configuration: block({
    allow_credentials: z.boolean().default(false),
    allow_headers: z.array(z.string()).default([]),
    allow_methods: z.array(z.string()).default([]),
    allow_origins: z.array(z.string()).default([]),
    expose_headers: z.array(z.string()).default([]),
    max_age: count.default(0),
  }),
});

const integrationSchema = attributes({
  api_id: z.string(),
  description: withoutEffect('a label'),
  connection_type: z.literal('INTERNET').optional(),
  integration_method: z.literal('POST').optional(),
  integration_type: z.literal('AWS_PROXY'),
  integration_uri: z.string(),
  payload_format_version: z.literal('2.0'),
  timeout_milliseconds: count.default(30_000),
});

const routeSchema = attributes({
  api_id: z.string(),
  route_key: z.string().regex(/^(\$default|[A-Z]+ \/\S*)$/),
  target: z.string().startsWith('integrations/'),
  authorization_type: z.literal('NONE').optional(),
  api_key_required: z.literal(false).optional(),
  operation_name: withoutEffect('a label'),
});

const limits = { throttling_burst_limit: count.optional(), throttling_rate_limit: count.optional() };
const logging = {
  data_trace_enabled: withoutEffect('nothing is logged locally'),
  detailed_metrics_enabled: withoutEffect('nothing is measured locally'),
  logging_level: withoutEffect('nothing is logged locally'),
};

const stageSchema = attributes({
  api_id: z.string(),
  name: z.string(),
  auto_deploy: z.literal(true),
  description: withoutEffect('a label'),
  invoke_url: withoutEffect('what the provider computes'),
  execution_arn: withoutEffect('what the provider computes'),
  access_log_settings: withoutEffect('no access logs are kept locally'),
  default_route_settings: block({ ...limits, ...logging }),
  route_settings: blocks({ ...limits, ...logging, route_key: z.string() }),
  stage_variables: z.record(z.string(), z.string()).optional(),
});

export interface Integration {
  functionArn: string;
  timeoutMs: number;
}

export interface Route extends RouteKey {
  integration: Integration;
  /** Requests beyond it are refused; the requests of all routes under one default count together. */
  throttle: Throttle | undefined;
}

/** One HTTP API with its one stage. */
export interface Configuration {
  id: string;
  account: string;
  executionArn: string;
  stage: string;
  /** In front of each route's path: empty for `$default`, else `/STAGE`. */
  prefix: string;
  variables: Record<string, string> | undefined;
  cors: Cors | undefined;
  routes: readonly Route[];
}

type MakeThrottle = (rate: number, burst: number) => Throttle;

/** An integration names its function, or the address at which API Gateway invokes it. */
function functionArnOf(uri: string, address: string): string {
  const [arn] = /arn:aws:lambda:[\w-]+:\d{12}:function:[\w:-]+/.exec(uri) ?? [];
  if (!arn) throw new UnsupportedResource(address, `integration_uri ${uri} names no function`);
  return arn;
}

const ofApi = (world: World, type: string, id: unknown): Resource[] =>
  resourcesOf(world, type).filter(({ values }) => values.api_id === id);

function integrationsOf(world: World, id: string): Map<string, Integration> {
  return new Map(
    ofApi(world, 'aws_apigatewayv2_integration', id).map((resource) => {
      const values = readAs(integrationSchema, resource);
      const functionArn = functionArnOf(values.integration_uri, resource.address);
      return [`integrations/${resource.values.id}`, { functionArn, timeoutMs: values.timeout_milliseconds }];
    }),
  );
}

/** Reads `aws_apigatewayv2_api` with its integrations, routes and stage. Throws `UnsupportedResource` for what is not supported. */
export function readApi(world: World, api: Resource, throttle: MakeThrottle): Configuration {
  const values = readAs(apiSchema, api);
  const id = String(api.values.id);
  const stages = ofApi(world, 'aws_apigatewayv2_stage', id);
  const [stageResource] = stages;
  if (!stageResource || stages.length > 1) {
    throw new UnsupportedResource(api.address, `the local API has one stage, and there are ${stages.length}`);
  }
  const stage = readAs(stageSchema, stageResource);
  type Limits = { throttling_burst_limit?: number | undefined; throttling_rate_limit?: number | undefined };
  const throttleOf = ({ throttling_rate_limit: rate, throttling_burst_limit: burst }: Limits) =>
    rate === undefined && burst === undefined ? undefined : throttle(rate ?? 10_000, burst ?? 5_000);
  const common = throttleOf(stage.default_route_settings ?? {});
  const integrations = integrationsOf(world, id);
  const routes = ofApi(world, 'aws_apigatewayv2_route', id).map((resource): Route => {
    const { route_key: key, target } = readAs(routeSchema, resource);
    const integration = integrations.get(target);
    if (!integration) throw new UnsupportedResource(resource.address, `there is no ${target}`);
    const [method, path] = key === '$default' ? [] : key.split(' ');
    const own = stage.route_settings.find((settings) => settings.route_key === key);
    return { key, ...(path && { method, path }), integration, throttle: own ? throttleOf(own) : common };
  });
  return {
    id,
    account: world.account,
    executionArn: values.execution_arn,
    stage: stage.name,
    prefix: stage.name === '$default' ? '' : `/${stage.name}`,
    variables: stage.stage_variables,
    cors: values.cors_configuration,
    routes,
  };
}
