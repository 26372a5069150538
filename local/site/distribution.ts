import type { Agent } from 'node:http';
import type { S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { Allowed } from '../engines/ports.ts';
import { attributes, block, blocks, count, readAs, withoutEffect } from '../engines/resource-schema.ts';
import { type Resource, resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import { customOrigin } from './custom-origin.ts';
import { type EdgeFunction, edgeFunction } from './edge-function.ts';
import type { Headers } from './message.ts';
import type { Origin } from './origin.ts';
import { pathPattern } from './path-pattern.ts';
import { type CachePolicy, cachePolicyOf, originRequestPolicyOf } from './policies.ts';
import { type ResponseHeaders, responseHeadersOf } from './response-headers.ts';
import { s3Origin } from './s3-origin.ts';
import type { Selections } from './selection.ts';

const computed = withoutEffect('what the provider computes');
const network = withoutEffect('the local site is one process on loopback that speaks plain HTTP');

const behaviour = {
  target_origin_id: z.string(),
  viewer_protocol_policy: network,
  allowed_methods: z.array(z.string()),
  cached_methods: z.array(z.string()),
  compress: z.boolean().default(false),
  cache_policy_id: z.string(),
  origin_request_policy_id: z.string().optional(),
  response_headers_policy_id: z.string().optional(),
  function_association: blocks({ event_type: z.literal('viewer-request'), function_arn: z.string() }),
};

const schema = attributes({
  enabled: z.literal(true),
  aliases: network,
  comment: withoutEffect('a label'),
  default_root_object: z.string().default(''),
  http_version: network,
  is_ipv6_enabled: network,
  price_class: network,
  web_acl_id: withoutEffect('no web application firewall runs locally'),
  logging_config: withoutEffect('no access logs are kept locally'),
  retain_on_delete: withoutEffect('nothing outlives the stack'),
  wait_for_deployment: withoutEffect('there is nothing to wait for'),
  viewer_certificate: network,
  restrictions: block({
    geo_restriction: block({ restriction_type: z.literal('none'), locations: z.array(z.string()).max(0).optional() }),
  }),
  origin: blocks({
    domain_name: z.string(),
    origin_id: z.string(),
    origin_path: z.string().default(''),
    origin_access_control_id: z.string().optional(),
    connection_attempts: network,
    connection_timeout: network,
    response_completion_timeout: network,
    custom_header: blocks({ name: z.string(), value: z.string() }),
    custom_origin_config: block({
      http_port: network,
      https_port: network,
      origin_protocol_policy: network,
      origin_ssl_protocols: network,
      origin_keepalive_timeout: network,
      ip_address_type: network,
      origin_read_timeout: count.default(30),
    }),
  }),
  default_cache_behavior: block(behaviour),
  ordered_cache_behavior: blocks({ ...behaviour, path_pattern: z.string() }),
  custom_error_response: blocks({
    error_code: count,
    response_code: count.optional(),
    response_page_path: z.string().startsWith('/').optional(),
    error_caching_min_ttl: count.default(10),
  }),
  caller_reference: computed,
  domain_name: computed,
  etag: computed,
  hosted_zone_id: computed,
  in_progress_validation_batches: computed,
  last_modified_time: computed,
  status: computed,
});

const accessControl = attributes({
  name: withoutEffect('a label'),
  description: withoutEffect('a label'),
  etag: computed,
  origin_access_control_origin_type: z.literal('s3'),
  signing_behavior: z.literal('always'),
  signing_protocol: z.literal('sigv4'),
});

type Values = z.output<typeof schema>;
type OriginValues = Values['origin'][number];
type BehaviourValues = Values['ordered_cache_behavior'][number];

export interface Behaviour {
  takes(path: string): boolean;
  allowedMethods: ReadonlySet<string>;
  cachedMethods: ReadonlySet<string>;
  compress: boolean;
  origin: Origin;
  /** Names the origin in cache keys. */
  originId: string;
  originPath: string;
  /** Sent to the origin whatever the viewer sent under these names. */
  originHeaders: Headers;
  cache: CachePolicy;
  forward: Selections;
  responseHeaders: ResponseHeaders | undefined;
  viewerRequest: EdgeFunction | undefined;
}

export interface ErrorResponse {
  error_code: number;
  response_code?: number | undefined;
  response_page_path?: string | undefined;
  error_caching_min_ttl: number;
}

/** A distribution, ready to serve. */
export interface Distribution {
  domain: string;
  rootObject: string;
  /** In order of precedence; the last takes everything. */
  behaviours: readonly Behaviour[];
  errors: ReadonlyMap<number, ErrorResponse>;
}

/** Hosts of servers are mapped to local ones before the world gets here. */
const LOOPBACK = /^127\.0\.0\.1:\d+$/;

export interface Surroundings {
  s3: S3Client;
  allowed: Allowed;
  agent: Agent;
  log: (line: string) => void;
}

function bucketOf(world: World, domain: string): Resource | undefined {
  return resourcesOf(world, 'aws_s3_bucket').find(({ values }) =>
    [values.bucket_regional_domain_name, values.bucket_domain_name].includes(domain),
  );
}

function originOf(
  world: World,
  resource: Resource,
  origin: OriginValues,
  { s3, allowed, agent }: Surroundings,
): Origin {
  const address = `${resource.address} origin ${origin.origin_id}`;
  const bucket = bucketOf(world, origin.domain_name);
  if (!bucket) {
    if (!LOOPBACK.test(origin.domain_name)) {
      throw new UnsupportedResource(address, `no local address is known for ${origin.domain_name}`);
    }
    const readTimeoutMs = (origin.custom_origin_config?.origin_read_timeout ?? 30) * 1000;
    return customOrigin({ host: origin.domain_name, readTimeoutMs, agent });
  }
  const control = resourcesOf(world, 'aws_cloudfront_origin_access_control').find(
    ({ values }) => values.id === origin.origin_access_control_id,
  );
  if (!control) throw new UnsupportedResource(address, 'a bucket needs an origin_access_control_id here');
  readAs(accessControl, control);
  return s3Origin({
    client: s3,
    bucket: String(bucket.values.bucket),
    bucketArn: String(bucket.values.arn),
    distributionArn: String(resource.values.arn),
    allowed,
  });
}

function functionOf(
  world: World,
  resource: Resource,
  values: BehaviourValues,
  log: Surroundings['log'],
): EdgeFunction | undefined {
  const [association, second] = values.function_association;
  if (!association) return undefined;
  if (second) throw new UnsupportedResource(resource.address, 'a behaviour takes one viewer-request function');
  const code = resourcesOf(world, 'aws_cloudfront_function').find(
    ({ values: { arn } }) => arn === association.function_arn,
  );
  if (!code) throw new UnsupportedResource(resource.address, `there is no function ${association.function_arn}`);
  return edgeFunction(code, resource, log);
}

/** Reads `aws_cloudfront_distribution` and all that it refers to. Throws `UnsupportedResource` for what the local edge cannot do. */
export function readDistribution(world: World, resource: Resource, surroundings: Surroundings): Distribution {
  const values = readAs(schema, resource);
  const origins = new Map(
    values.origin.map((origin) => [origin.origin_id, { origin, ask: originOf(world, resource, origin, surroundings) }]),
  );

  const behaviourOf = (config: BehaviourValues): Behaviour => {
    const address = `${resource.address} behaviour ${config.path_pattern}`;
    const target = origins.get(config.target_origin_id);
    if (!target) throw new UnsupportedResource(address, `there is no origin ${config.target_origin_id}`);
    const { origin, ask } = target;
    return {
      takes: pathPattern(config.path_pattern),
      allowedMethods: new Set(config.allowed_methods),
      cachedMethods: new Set(config.cached_methods),
      compress: config.compress,
      origin: ask,
      originId: origin.origin_id,
      originPath: origin.origin_path,
      originHeaders: Object.fromEntries(origin.custom_header.map(({ name, value }) => [name.toLowerCase(), value])),
      cache: cachePolicyOf(world, config.cache_policy_id, address),
      forward: originRequestPolicyOf(world, config.origin_request_policy_id, address),
      responseHeaders: responseHeadersOf(world, config.response_headers_policy_id, address),
      viewerRequest: functionOf(world, resource, config, surroundings.log),
    };
  };

  const { default_cache_behavior: last } = values;
  if (!last) throw new UnsupportedResource(resource.address, 'a distribution needs a default_cache_behavior');
  return {
    domain: String(resource.values.domain_name),
    rootObject: values.default_root_object,
    behaviours: [...values.ordered_cache_behavior, { ...last, path_pattern: '*' }].map(behaviourOf),
    errors: new Map(values.custom_error_response.map((response) => [response.error_code, response])),
  };
}
