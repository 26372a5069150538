import { z } from 'zod';
import { attributes, block, count, readAs, withoutEffect } from '../engines/resource-schema.ts';
import { resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import { EVERYTHING, NOTHING, type Selection, type Selections } from './selection.ts';

/** What a cached answer is filed under, and for how many seconds it is kept. */
export interface CachePolicy {
  minTtl: number;
  defaultTtl: number;
  maxTtl: number;
  gzip: boolean;
  brotli: boolean;
  key: Selections;
}

/** By id, those that CloudFront brings along. Any other managed policy is refused: it has to be added here. */
const MANAGED_CACHE: Record<string, CachePolicy> = {
  // CachingDisabled
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': {
    ...{ minTtl: 0, defaultTtl: 0, maxTtl: 0, gzip: false, brotli: false },
    key: { headers: NOTHING, cookies: NOTHING, queries: NOTHING },
  },
  // CachingOptimized
  '658327ea-f89d-4fab-a63d-7e88639e58f6': {
    ...{ minTtl: 1, defaultTtl: 86_400, maxTtl: 31_536_000, gzip: true, brotli: true },
    key: { headers: NOTHING, cookies: NOTHING, queries: NOTHING },
  },
};

const MANAGED_FORWARD: Record<string, Selections> = {
  // AllViewerExceptHostHeader
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': {
    headers: { behaviour: 'allExcept', items: ['host'] },
    cookies: EVERYTHING,
    queries: EVERYTHING,
  },
};

const items = block({ items: z.array(z.string()).default([]) });
const cookies = block({ cookie_behavior: z.enum(['none', 'whitelist', 'allExcept', 'all']), cookies: items });
const queries = block({
  query_string_behavior: z.enum(['none', 'whitelist', 'allExcept', 'all']),
  query_strings: items,
});

const computed = withoutEffect('what the provider computes');

const cachePolicy = attributes({
  name: withoutEffect('a label'),
  comment: withoutEffect('a label'),
  etag: computed,
  min_ttl: count.default(0),
  default_ttl: count.default(86_400),
  max_ttl: count.default(31_536_000),
  parameters_in_cache_key_and_forwarded_to_origin: block({
    enable_accept_encoding_gzip: z.boolean().default(false),
    enable_accept_encoding_brotli: z.boolean().default(false),
    headers_config: block({ header_behavior: z.enum(['none', 'whitelist']), headers: items }),
    cookies_config: cookies,
    query_strings_config: queries,
  }),
});

const originRequestPolicy = attributes({
  name: withoutEffect('a label'),
  comment: withoutEffect('a label'),
  etag: computed,
  headers_config: block({ header_behavior: z.enum(['none', 'whitelist', 'allExcept', 'allViewer']), headers: items }),
  cookies_config: cookies,
  query_strings_config: queries,
});

const selection = (behaviour: Selection['behaviour'] | undefined, list: { items: string[] } | undefined): Selection =>
  behaviour ? { behaviour, items: list?.items ?? [] } : NOTHING;

type Configured = Pick<
  z.output<typeof originRequestPolicy>,
  'headers_config' | 'cookies_config' | 'query_strings_config'
>;

const selections = (config: Configured): Selections => ({
  headers: selection(config.headers_config?.header_behavior, config.headers_config?.headers),
  cookies: selection(config.cookies_config?.cookie_behavior, config.cookies_config?.cookies),
  queries: selection(config.query_strings_config?.query_string_behavior, config.query_strings_config?.query_strings),
});

const byId = (world: World, type: string, id: string) =>
  resourcesOf(world, type).find((resource) => resource.values.id === id);

/** The cache policy with that id, the stack's own or a managed one. `address` asks for it. */
export function cachePolicyOf(world: World, id: string, address: string): CachePolicy {
  const own = byId(world, 'aws_cloudfront_cache_policy', id);
  if (!own) {
    const managed = MANAGED_CACHE[id];
    if (!managed) throw new UnsupportedResource(address, `the cache policy ${id} is not known to the local engine`);
    return managed;
  }
  const values = readAs(cachePolicy, own);
  const parameters = values.parameters_in_cache_key_and_forwarded_to_origin;
  return {
    minTtl: values.min_ttl,
    defaultTtl: values.default_ttl,
    maxTtl: values.max_ttl,
    gzip: parameters?.enable_accept_encoding_gzip ?? false,
    brotli: parameters?.enable_accept_encoding_brotli ?? false,
    key: parameters ? selections(parameters) : { headers: NOTHING, cookies: NOTHING, queries: NOTHING },
  };
}

/** The origin request policy with that id; without an id nothing is forwarded but what the cache key holds. */
export function originRequestPolicyOf(world: World, id: string | undefined, address: string): Selections {
  if (id === undefined) return { headers: NOTHING, cookies: NOTHING, queries: NOTHING };
  const own = byId(world, 'aws_cloudfront_origin_request_policy', id);
  if (own) return selections(readAs(originRequestPolicy, own));
  const managed = MANAGED_FORWARD[id];
  if (!managed) {
    throw new UnsupportedResource(address, `the origin request policy ${id} is not known to the local engine`);
  }
  return managed;
}
