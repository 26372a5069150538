import { createContext, Script } from 'node:vm';
import { z } from 'zod';
import { attributes, readAs, withoutEffect } from '../engines/resource-schema.ts';
import { type Resource, UnsupportedResource } from '../terraform/world.ts';
import { type Answer, type Headers, parts, type ViewerRequest } from './message.ts';

const MAX_CODE = 10 * 1024;
/** CloudFront counts about a millisecond of processor time; this is by the clock, on a machine that may be busy. */
const TIME_LIMIT_MS = 1000;

const schema = attributes({
  name: z.string(),
  runtime: z.literal('cloudfront-js-2.0'),
  code: z.string().refine((code) => code.length <= MAX_CODE, 'is larger than 10 KB'),
  publish: z.literal(true, 'must be true: a behaviour takes only the live stage of a function').default(true),
  comment: withoutEffect('a label'),
  etag: withoutEffect('what the provider computes'),
  live_stage_etag: withoutEffect('what the provider computes'),
  status: withoutEffect('what the provider computes'),
});

const value = z.object({ value: z.string(), multiValue: z.array(z.object({ value: z.string() })).optional() });
const values = z.record(z.string(), value);
const cookies = z.record(z.string(), value.extend({ attributes: z.string().optional() }));
const returned = z.union([
  z.object({
    statusCode: z.number().int(),
    statusDescription: z.string().optional(),
    headers: values.default({}),
    cookies: cookies.default({}),
    body: z
      .union([z.string(), z.object({ encoding: z.enum(['text', 'base64']).default('text'), data: z.string() })])
      .default(''),
  }),
  z.object({
    method: z.string(),
    uri: z.string().startsWith('/'),
    querystring: values,
    headers: values,
    cookies,
  }),
]);

type Values = z.output<typeof values>;

/** The request to go on with, or the answer to give at once. */
export type EdgeResult = { request: ViewerRequest } | { answer: Answer };
export type EdgeFunction = (request: ViewerRequest) => Promise<EdgeResult>;

/** A viewer-request function threw, took too long or returned what CloudFront does not take: the viewer gets a 503. */
export class EdgeFunctionFailed extends Error {
  override readonly name = 'EdgeFunctionFailed';
}

function toValues(entries: readonly (readonly [name: string, value: string])[]): Values {
  const result: Values = {};
  for (const [name, text] of entries) {
    const before = result[name];
    if (!before) result[name] = { value: text };
    else before.multiValue = [...(before.multiValue ?? [{ value: before.value }]), { value: text }];
  }
  return result;
}

const named = (text: string, separator: '&' | ';') =>
  parts(text, separator).map(([name, part]) => [name, part.slice(name.length + 1)] as const);

const flat = (map: Values): [name: string, value: string][] =>
  Object.entries(map).flatMap(([name, { value, multiValue }]) =>
    (multiValue ?? [{ value }]).map((one): [string, string] => [name, one.value]),
  );

function toEvent(request: ViewerRequest, distribution: Resource): unknown {
  const { cookie = '', ...headers } = request.headers;
  return {
    version: '1.0',
    context: {
      distributionDomainName: distribution.values.domain_name,
      distributionId: distribution.values.id,
      eventType: 'viewer-request',
      requestId: crypto.randomUUID(),
    },
    viewer: { ip: request.ip },
    request: {
      method: request.method,
      uri: request.uri,
      querystring: toValues(named(request.query, '&')),
      headers: toValues(Object.entries(headers)),
      cookies: toValues(named(cookie, ';')),
    },
  };
}

function fromReturned(result: z.output<typeof returned>, request: ViewerRequest): EdgeResult {
  if ('statusCode' in result) {
    const { body } = result;
    const headers: Headers = Object.fromEntries(flat(result.headers).map(([name, text]) => [name.toLowerCase(), text]));
    const set = Object.entries(result.cookies).map(([name, { value, attributes }]) =>
      [`${name}=${value}`, attributes].filter(Boolean).join('; '),
    );
    if (set.length > 0) headers['set-cookie'] = set;
    const data = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.data, encodings[body.encoding]);
    return { answer: { status: result.statusCode, headers, body: data } };
  }
  const cookie = flat(result.cookies).map(([name, text]) => `${name}=${text}`);
  const query = flat(result.querystring).map(([name, text]) => (text === '' ? name : `${name}=${text}`));
  const headers: Record<string, string> = Object.fromEntries(flat(result.headers));
  if (cookie.length > 0) headers.cookie = cookie.join('; ');
  return { request: { ...request, uri: result.uri, query: query.join('&'), headers } };
}

const encodings = { text: 'utf8', base64: 'base64' } as const;

/**
 * A CloudFront function as a viewer-request function. Each call gets a context of its own that has the language, `console` and nothing else: no
 * network, no timers, no `require` (CloudFront's `crypto`, `querystring` and `cloudfront` modules are not offered here, and naming them throws).
 * Method and body stay the viewer's, as on CloudFront.
 */
export function edgeFunction(resource: Resource, distribution: Resource, log: (line: string) => void): EdgeFunction {
  const { code, name } = readAs(schema, resource);
  const script = compile(code, resource);
  return async (request) => {
    const context = createContext(
      { event: JSON.stringify(toEvent(request, distribution)), console: { log: (line: unknown) => log(String(line)) } },
      { codeGeneration: { strings: false, wasm: false } },
    );
    try {
      const json: unknown = await script.runInContext(context, { timeout: TIME_LIMIT_MS });
      return fromReturned(returned.parse(JSON.parse(String(json))), request);
    } catch (cause) {
      throw new EdgeFunctionFailed(`the function ${name} failed for ${request.method} ${request.uri}`, { cause });
    }
  };
}

function compile(code: string, resource: Resource): Script {
  try {
    return new Script(
      `${code}\n;Promise.resolve(handler(JSON.parse(event))).then((result) => JSON.stringify(result));`,
      {
        filename: resource.address,
      },
    );
  } catch (cause) {
    throw new UnsupportedResource(resource.address, 'the code does not load', { cause });
  }
}
