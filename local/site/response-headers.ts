import { z } from 'zod';
import { attributes, block, blocks, count, readAs, withoutEffect } from '../engines/resource-schema.ts';
import { resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import type { Answer } from './message.ts';

/** What a response headers policy does to an answer's headers. */
export interface ResponseHeaders {
  set: readonly { name: string; value: string; override: boolean }[];
  remove: readonly string[];
}

const override = z.boolean();

const policy = attributes({
  name: withoutEffect('a label'),
  comment: withoutEffect('a label'),
  etag: withoutEffect('what the provider computes'),
  security_headers_config: block({
    content_security_policy: block({ content_security_policy: z.string(), override }),
    content_type_options: block({ override }),
    frame_options: block({ frame_option: z.string(), override }),
    referrer_policy: block({ referrer_policy: z.string(), override }),
    strict_transport_security: block({
      access_control_max_age_sec: count,
      include_subdomains: z.boolean().default(false),
      preload: z.boolean().default(false),
      override,
    }),
  }),
  custom_headers_config: block({ items: blocks({ header: z.string(), value: z.string(), override }) }),
  remove_headers_config: block({ items: blocks({ header: z.string() }) }),
});

type Security = NonNullable<z.output<typeof policy>['security_headers_config']>;

function strictTransport({
  access_control_max_age_sec: age,
  include_subdomains,
  preload,
}: NonNullable<Security['strict_transport_security']>): string {
  return [`max-age=${age}`, include_subdomains && 'includeSubDomains', preload && 'preload'].filter(Boolean).join('; ');
}

function securityHeaders(security: Security): ResponseHeaders['set'] {
  const {
    content_security_policy: csp,
    content_type_options: type,
    frame_options: frame,
    referrer_policy: referrer,
    strict_transport_security: hsts,
  } = security;
  return [
    csp && { name: 'content-security-policy', value: csp.content_security_policy, override: csp.override },
    type && { name: 'x-content-type-options', value: 'nosniff', override: type.override },
    frame && { name: 'x-frame-options', value: frame.frame_option, override: frame.override },
    referrer && { name: 'referrer-policy', value: referrer.referrer_policy, override: referrer.override },
    hsts && { name: 'strict-transport-security', value: strictTransport(hsts), override: hsts.override },
  ].filter((header) => header !== undefined);
}

/** The response headers policy with that id. CORS and Server-Timing are refused by name: nothing here uses them. */
export function responseHeadersOf(world: World, id: string | undefined, address: string): ResponseHeaders | undefined {
  if (id === undefined) return undefined;
  const resource = resourcesOf(world, 'aws_cloudfront_response_headers_policy').find((r) => r.values.id === id);
  if (!resource) {
    throw new UnsupportedResource(address, `the response headers policy ${id} is not known to the local engine`);
  }
  const values = readAs(policy, resource);
  const custom = values.custom_headers_config?.items ?? [];
  return {
    set: [
      ...securityHeaders(values.security_headers_config ?? ({} as Security)),
      ...custom.map((item) => ({ name: item.header.toLowerCase(), value: item.value, override: item.override })),
    ],
    remove: (values.remove_headers_config?.items ?? []).map((item) => item.header.toLowerCase()),
  };
}

/** The answer with the policy's headers. Removal comes first, so that a header can be replaced by the policy's own. */
export function withHeaders(answer: Answer, policy: ResponseHeaders | undefined): Answer {
  if (!policy) return answer;
  const headers = { ...answer.headers };
  for (const name of policy.remove) delete headers[name];
  for (const { name, value, override } of policy.set) {
    if (override || headers[name] === undefined) headers[name] = value;
  }
  return { ...answer, headers };
}
