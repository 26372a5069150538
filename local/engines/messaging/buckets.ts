import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { resourcesOf, type World } from '../../terraform/world.ts';
import { attributes, blocks, count, readAs, withoutEffect } from '../resource-schema.ts';
import type { S3Store } from './fauxqs.ts';

const computed = z.string().optional();
const bucket = attributes({
  bucket: z.string(),
  force_destroy: withoutEffect('nothing destroys a bucket'),
  object_lock_enabled: z.literal(false).optional(),
  bucket_domain_name: computed,
  bucket_regional_domain_name: computed,
  bucket_region: computed,
  hosted_zone_id: computed,
  timeouts: withoutEffect('made at once'),
});
const object = attributes({
  bucket: z.string(),
  key: z.string(),
  source: z.string().optional(),
  content: z.string().optional(),
  content_base64: z.string().optional(),
  content_type: z.string().optional(),
  content_encoding: z.string().optional(),
  content_language: z.string().optional(),
  content_disposition: z.string().optional(),
  cache_control: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  etag: withoutEffect('says when to upload again; the object has the ETag of its bytes'),
  source_hash: withoutEffect('says when to upload again'),
  force_destroy: withoutEffect('nothing destroys an object'),
  server_side_encryption: withoutEffect('the objects are in memory'),
  storage_class: withoutEffect('a price'),
  version_id: computed,
});
const cors = attributes({
  bucket: z.string(),
  cors_rule: blocks({
    id: z.string().optional(),
    allowed_origins: z.array(z.string()),
    allowed_methods: z.array(z.string()),
    allowed_headers: z.array(z.string()).optional(),
    expose_headers: z.array(z.string()).optional(),
    max_age_seconds: count.optional(),
  }),
});
type Rule = z.output<typeof cors>['cors_rule'][number];

function bytesOf(values: z.output<typeof object>, address: string): Buffer {
  if (values.source !== undefined) return readFileSync(values.source);
  if (values.content_base64 !== undefined) return Buffer.from(values.content_base64, 'base64');
  if (values.content !== undefined) return Buffer.from(values.content);
  throw new Error(`${address}: neither source nor content`);
}

/** Creates the world's buckets and puts its objects. */
export function createBuckets(store: S3Store, world: World) {
  for (const each of resourcesOf(world, 'aws_s3_bucket')) store.createBucket(readAs(bucket, each).bucket);
  for (const each of resourcesOf(world, 'aws_s3_object')) {
    const values = readAs(object, each);
    store.putObject(values.bucket, values.key, bytesOf(values, each.address), values.content_type, values.metadata, {
      cacheControl: values.cache_control,
      contentEncoding: values.content_encoding,
      contentLanguage: values.content_language,
      contentDisposition: values.content_disposition,
    });
  }
}

const matches = (pattern: string, value: string) => {
  const [before = '', after] = pattern.split('*');
  return after === undefined ? pattern === value : value.startsWith(before) && value.endsWith(after);
};

function ruleFor(rules: Rule[], origin: string, method: string, headers: string[]) {
  return rules.find(
    (rule) =>
      rule.allowed_methods.includes(method) &&
      rule.allowed_origins.some((pattern) => matches(pattern, origin)) &&
      headers.every((header) => rule.allowed_headers?.some((pattern) => matches(pattern.toLowerCase(), header))),
  );
}

/** Answers origins as the buckets' CORS rules say, preflight requests included; fauxqs answers none. */
export function answerOrigins(app: FastifyInstance, world: World) {
  const configured = resourcesOf(world, 'aws_s3_bucket_cors_configuration').map((each) => readAs(cors, each));
  const rulesOf = new Map(configured.map((each) => [each.bucket, each.cors_rule]));

  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    const rules = rulesOf.get(request.url.split(/[/?]/)[1] ?? '');
    if (!origin || !rules) return done();
    const preflight = request.method === 'OPTIONS';
    const asked = preflight ? String(request.headers['access-control-request-headers'] ?? '') : '';
    const headers = asked.split(',').flatMap((header) => header.trim().toLowerCase() || []);
    const method = preflight ? String(request.headers['access-control-request-method']) : request.method;
    const rule = ruleFor(rules, origin, method, headers);
    if (!rule) return preflight ? reply.code(403).send() : done();
    const any = rule.allowed_origins.includes('*');
    reply.header('access-control-allow-origin', any ? '*' : origin).header('vary', 'Origin');
    if (rule.expose_headers) reply.header('access-control-expose-headers', rule.expose_headers.join(', '));
    if (!preflight) return done();
    reply.header('access-control-allow-methods', rule.allowed_methods.join(', '));
    if (headers.length > 0) reply.header('access-control-allow-headers', headers.join(', '));
    if (rule.max_age_seconds !== undefined) reply.header('access-control-max-age', rule.max_age_seconds);
    return reply.code(200).send();
  });
}
