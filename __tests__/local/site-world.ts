import type { Resource, World } from '../../local/terraform/world.ts';

const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

type Values = Record<string, unknown>;

const resource = (type: string, name: string, values: Values): Resource => ({
  address: `${type}.${name}`,
  type,
  name,
  values,
});

const bucket = (name: string) =>
  resource('aws_s3_bucket', name, {
    bucket: name,
    arn: `arn:aws:s3:::${name}`,
    bucket_regional_domain_name: `${name}.s3.eu-west-1.amazonaws.com`,
  });

const behaviour = (target: string, more: Values = {}): Values => ({
  target_origin_id: target,
  viewer_protocol_policy: 'redirect-to-https',
  allowed_methods: ['GET', 'HEAD'],
  cached_methods: ['GET', 'HEAD'],
  compress: true,
  cache_policy_id: OPTIMIZED,
  response_headers_policy_id: 'headers',
  ...more,
});

export interface SiteWorld {
  /** `127.0.0.1:PORT` of the server behind `/api/*`. */
  server?: string;
  distribution?: Values;
  cachePolicy?: Values;
  code?: string;
}

/** A distribution with pages in one bucket, live files in another, and a server behind `/api/*`. */
export function siteWorld({ server = '127.0.0.1:1', distribution, cachePolicy, code }: SiteWorld = {}): World {
  const resources = [
    bucket('pages'),
    bucket('live'),
    resource('aws_cloudfront_origin_access_control', 'access', {
      id: 'access',
      name: 'site',
      origin_access_control_origin_type: 's3',
      signing_behavior: 'always',
      signing_protocol: 'sigv4',
    }),
    resource('aws_cloudfront_function', 'route', {
      arn: 'arn:route',
      name: 'route',
      runtime: 'cloudfront-js-2.0',
      publish: true,
      code:
        code ??
        `function handler(event) {
           const { request } = event;
           if (request.uri === '/gone') return { statusCode: 410, headers: { 'x-why': { value: 'moved' } }, body: 'gone' };
           if (!request.uri.includes('.')) request.uri = '/index.html';
           return request;
         }`,
    }),
    resource('aws_cloudfront_cache_policy', 'second', {
      id: 'second',
      name: 'one-second',
      min_ttl: 0,
      default_ttl: 1,
      max_ttl: 1,
      parameters_in_cache_key_and_forwarded_to_origin: {
        enable_accept_encoding_brotli: true,
        enable_accept_encoding_gzip: true,
        headers_config: { header_behavior: 'none' },
        cookies_config: { cookie_behavior: 'none' },
        query_strings_config: { query_string_behavior: 'whitelist', query_strings: { items: ['v'] } },
      },
      ...cachePolicy,
    }),
    resource('aws_cloudfront_response_headers_policy', 'headers', {
      id: 'headers',
      name: 'headers',
      security_headers_config: {
        content_security_policy: { content_security_policy: "default-src 'self'", override: true },
        content_type_options: { override: true },
        referrer_policy: { referrer_policy: 'no-referrer', override: false },
        strict_transport_security: { access_control_max_age_sec: 60, include_subdomains: true, override: true },
      },
      custom_headers_config: { items: [{ header: 'Permissions-Policy', value: 'camera=()', override: true }] },
      remove_headers_config: { items: [{ header: 'server' }] },
    }),
    resource('aws_cloudfront_distribution', 'site', {
      id: 'E1',
      arn: 'arn:aws:cloudfront::1:distribution/E1',
      domain_name: 'd1.cloudfront.net',
      enabled: true,
      default_root_object: '',
      restrictions: { geo_restriction: { restriction_type: 'none' } },
      viewer_certificate: { cloudfront_default_certificate: true },
      origin: [
        { origin_id: 'pages', domain_name: 'pages.s3.eu-west-1.amazonaws.com', origin_access_control_id: 'access' },
        { origin_id: 'live', domain_name: 'live.s3.eu-west-1.amazonaws.com', origin_access_control_id: 'access' },
        {
          origin_id: 'api',
          domain_name: server,
          custom_header: [{ name: 'X-Origin', value: 'secret' }],
          custom_origin_config: {
            http_port: 80,
            https_port: 443,
            origin_protocol_policy: 'https-only',
            origin_ssl_protocols: ['TLSv1.2'],
            origin_read_timeout: 1,
          },
        },
      ],
      ordered_cache_behavior: [
        behaviour('live', { path_pattern: '/live/*', cache_policy_id: 'second' }),
        behaviour('api', {
          path_pattern: 'api/?',
          cache_policy_id: DISABLED,
          origin_request_policy_id: ALL_BUT_HOST,
          allowed_methods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
        }),
      ],
      default_cache_behavior: behaviour('pages', {
        function_association: [{ event_type: 'viewer-request', function_arn: 'arn:route' }],
      }),
      custom_error_response: [{ error_code: 403, error_caching_min_ttl: 1 }],
      ...distribution,
    }),
  ];
  return { resources, outputs: {}, account: '123456789012', region: 'eu-west-1' };
}
