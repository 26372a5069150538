import { PROD, type SynthesisedStack, synthesise, writePages } from '../synthesised-stack.ts';

interface Behaviour {
  readonly path_pattern?: string;
  readonly target_origin_id: string;
  readonly cache_policy_id: string;
  readonly allowed_methods: readonly string[];
  readonly origin_request_policy_id?: string;
  readonly response_headers_policy_id: string;
  readonly viewer_protocol_policy: string;
  readonly function_association?: unknown;
}

interface Distribution {
  readonly default_cache_behavior: Behaviour;
  readonly ordered_cache_behavior: readonly Behaviour[];
  readonly custom_error_response: readonly Readonly<Record<string, unknown>>[];
  readonly viewer_certificate: unknown;
  readonly aliases?: unknown;
}

const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const stack = synthesise();
const distributionOf = (of: SynthesisedStack): Distribution =>
  of.one('aws_cloudfront_distribution') as unknown as Distribution;
const distribution = distributionOf(stack);
const behaviour = (pattern: string): Behaviour | undefined =>
  distribution.ordered_cache_behavior.find(({ path_pattern }) => path_pattern === pattern);

describe('CloudFront', () => {
  it('gives pages from the site bucket, by way of the function that finds their files', () => {
    expect(distribution.default_cache_behavior).toMatchObject({
      target_origin_id: 'site',
      function_association: [{ event_type: 'viewer-request' }],
    });
  });

  it.each([
    ['/assets/*', 'site', OPTIMIZED],
    ['/text/*', 'live', OPTIMIZED],
    ['/session', 'session', DISABLED],
    ['/playback', 'playback', DISABLED],
  ])('gives %s from %s', (pattern, origin, policy) => {
    expect(behaviour(pattern)).toMatchObject({ target_origin_id: origin, cache_policy_id: policy });
  });

  it('asks the bucket for a snapshot once a second, whatever its headers say', () => {
    expect(behaviour('/live/*')).toMatchObject({
      target_origin_id: 'live',
      cache_policy_id: expect.stringContaining('aws_cloudfront_cache_policy.'),
    });
    expect(stack.one('aws_cloudfront_cache_policy')).toMatchObject({ min_ttl: 0, default_ttl: 1, max_ttl: 1 });
  });

  it.each([
    '/session',
    '/playback',
  ])('lets everything but the host name through to %s, which answers to its own', (of) => {
    expect(behaviour(of)).toMatchObject({
      origin_request_policy_id: ALL_BUT_HOST,
      allowed_methods: expect.arrayContaining(['POST']),
    });
  });

  it('lets nothing be written but by way of the HTTP APIs', () => {
    const writable = [distribution.default_cache_behavior, ...distribution.ordered_cache_behavior]
      .filter(({ allowed_methods }) => allowed_methods.join() !== 'GET,HEAD')
      .map(({ path_pattern }) => path_pattern);
    expect(writable).toEqual(['/session', '/playback']);
  });

  it('turns no error into a page, and forgets errors after a second', () => {
    for (const response of distribution.custom_error_response) {
      expect(response).toEqual({ error_code: expect.any(Number), error_caching_min_ttl: 1 });
    }
  });

  it('speaks TLS only, and sends its security headers, in every behaviour', () => {
    for (const each of [distribution.default_cache_behavior, ...distribution.ordered_cache_behavior]) {
      expect(each.viewer_protocol_policy).toBe('redirect-to-https');
      expect(each.response_headers_policy_id).toContain('aws_cloudfront_response_headers_policy.');
    }
  });

  it("takes the site's own name with its certificate", () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0b1c';
    const named = distributionOf(synthesise({ domain: { name: 'live.example.test', certificate } }));
    expect(named.aliases).toEqual(['live.example.test']);
    expect(named.viewer_certificate).toEqual({
      acm_certificate_arn: certificate,
      ssl_support_method: 'sni-only',
      minimum_protocol_version: 'TLSv1.2_2021',
    });
  });
});

describe('The buckets', () => {
  it.each([
    ['site_bucket', ['${aws_s3_bucket.site_bucket.arn}/*']],
    ['live_bucket', ['${aws_s3_bucket.live_bucket.arn}/live/*', '${aws_s3_bucket.live_bucket.arn}/text/*']],
  ])('%s is read by this distribution alone', (id, resources) => {
    const { policy } = stack.one('aws_s3_bucket_policy', { bucket: `\${aws_s3_bucket.${id}.id}` });
    expect(stack.document(policy)).toEqual([
      {
        actions: ['s3:GetObject'],
        resources,
        principals: [{ type: 'Service', identifiers: ['cloudfront.amazonaws.com'] }],
        condition: [
          { test: 'StringEquals', variable: 'AWS:SourceArn', values: ['${aws_cloudfront_distribution.site.arn}'] },
        ],
      },
    ]);
  });

  it.each(['site_bucket', 'live_bucket'])('%s is private and encrypted', (id) => {
    const bucket = `\${aws_s3_bucket.${id}.id}`;
    expect(stack.one('aws_s3_bucket_public_access_block', { bucket })).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(stack.one('aws_s3_bucket_server_side_encryption_configuration', { bucket }).rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
  });

  it.each(['site_bucket', 'live_bucket'])('%s survives a slip in production', (id) => {
    expect(synthesise(PROD).one('aws_s3_bucket', { id })).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });
});

describe('The security headers', () => {
  const { security_headers_config, custom_headers_config } = stack.one('aws_cloudfront_response_headers_policy') as {
    security_headers_config?: Record<string, Record<string, unknown>>;
    custom_headers_config?: unknown;
  };
  const directives = new Map(
    String(security_headers_config?.content_security_policy?.content_security_policy)
      .split('; ')
      .map((directive) => [directive.split(' ', 1)[0], directive.split(' ').slice(1)]),
  );

  it.each([
    ['default-src', ["'none'"]],
    ['script-src', ["'self'", "'wasm-unsafe-eval'"]],
    ['style-src', ["'self'"]],
    ['img-src', ["'self'", 'data:']],
    ['worker-src', ["'self'", 'blob:']],
    ['media-src', ['blob:', 'https://*.live-video.net']],
    ['frame-ancestors', ["'none'"]],
    ['base-uri', ["'none'"]],
  ])('%s is %j', (directive, sources) => {
    expect(directives.get(directive)).toEqual(sources);
  });

  it('lets pages talk to the site, AppSync, the sign-in and Amazon IVS, and to nobody else', () => {
    expect(directives.get('connect-src')).toEqual([
      "'self'",
      '${aws_appsync_graphql_api.api.uris.GRAPHQL}',
      '${aws_appsync_graphql_api.api.uris.REALTIME}',
      'https://${aws_cognito_user_pool.operators.endpoint}/',
      'https://${aws_cognito_user_pool_domain.operators.domain}.auth.eu-west-1.amazoncognito.com',
      'https://*.live-video.net',
    ]);
  });

  it('name the other hosts that pictures may come from', () => {
    const elsewhere = synthesise({ pictureHosts: ['backup.example.org'] }).one(
      'aws_cloudfront_response_headers_policy',
    );
    expect(JSON.stringify(elsewhere)).toContain('media-src blob: https://*.live-video.net https://backup.example.org;');
  });

  it('insist on TLS for two years', () => {
    expect(security_headers_config?.strict_transport_security).toEqual({
      access_control_max_age_sec: 63_072_000,
      include_subdomains: true,
      override: true,
    });
  });

  it('leave camera, microphone and place alone', () => {
    expect(custom_headers_config).toMatchObject({ items: [{ header: 'permissions-policy' }] });
  });
});

describe('The files', () => {
  const object = (key: string) => stack.one('aws_s3_object', { key });

  it.each([
    ['index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['admin.html', 'text/html; charset=utf-8', 'no-cache'],
    ['overlay.html', 'text/html; charset=utf-8', 'no-cache'],
    ['favicon.svg', 'image/svg+xml', 'public, max-age=300'],
    ['assets/viewer-3f2a.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])('%s goes up as %s with %s', (key, type, cache) => {
    expect(object(key)).toMatchObject({ content_type: type, cache_control: cache });
  });

  it('go up before the pages that load them', () => {
    const { id } = object('assets/viewer-3f2a.js');
    expect(object('index.html').depends_on).toContain(`aws_s3_object.${id}`);
    expect(object('assets/viewer-3f2a.js').depends_on).toEqual([]);
  });

  it('go up again when their content changed, and only then', () => {
    const other = synthesise({}, writePages({ 'index.html': 'other', 'admin.html': 'same' }));
    const again = synthesise({}, writePages({ 'index.html': 'new', 'admin.html': 'same' }));
    const hashes = (key: string) =>
      [other, again].map((each) =>
        [each.one('aws_s3_object', { key })].map(({ source, source_hash }) => [source, source_hash]),
      );
    const [before, after] = hashes('admin.html');
    expect(before).toEqual(after);
    const [old, fresh] = hashes('index.html');
    expect(old).not.toEqual(fresh);
  });

  it('say what WebAssembly is, or browsers would not compile it while it comes', () => {
    const files = synthesise({}, writePages({ 'index.html': '', 'assets/player-3f2a.wasm': '' }));
    expect(files.one('aws_s3_object', { key: 'assets/player-3f2a.wasm' }).content_type).toBe('application/wasm');
  });

  it('are refused where the build wrote none', () => {
    expect(() => synthesise({}, writePages({ 'notes.txt': '' }))).toThrow(/build the SPA first/);
  });

  it('are refused where a browser would not be told what one is', () => {
    expect(() => synthesise({}, writePages({ 'index.html': '', 'film.mkv': '' }))).toThrow(/film\.mkv/);
  });
});

describe('config.json', () => {
  it('tells pages where things are and how hard they may ask', () => {
    const { content, cache_control } = stack.one('aws_s3_object', { key: 'config.json' });
    for (const name of ['url', 'realtime', 'host', 'authority', 'clientId', 'audience']) {
      expect(content).toContain(`"${name}"`);
    }
    expect(content).toContain('"spread" = 30, "poll" = 5');
    expect(cache_control).toBe('no-cache');
  });
});
