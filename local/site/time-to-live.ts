import { type Answer, header } from './message.ts';
import type { CachePolicy } from './policies.ts';

/**
 * Codes that are kept whatever they say, and codes that are kept only where the origin names an age.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const ALWAYS_KEPT = new Set([404, 414, 500, 501, 502, 503, 504]);
const KEPT_WITH_AGE = new Set([400, 403, 405, 412, 415]);
const DEFAULT_ERROR_TTL = 10;

function directives(answer: Answer): Map<string, string> {
  const text = header(answer.headers, 'cache-control')?.toLowerCase() ?? '';
  const entries = text
    .split(',')
    .map((directive) => directive.trim().split('=', 2))
    .map(([name = '', value = '']): [string, string] => [name, value.replaceAll('"', '')]);
  return new Map(entries);
}

/** Seconds that the origin allows, or undefined where it says nothing. */
function originAge(answer: Answer, now: number): number | undefined {
  const said = directives(answer);
  for (const name of ['s-maxage', 'max-age']) {
    const seconds = Number.parseInt(said.get(name) ?? '', 10);
    if (Number.isFinite(seconds)) return seconds;
  }
  const expires = Date.parse(header(answer.headers, 'expires') ?? '');
  return Number.isNaN(expires) ? undefined : Math.max(0, (expires - now) / 1000);
}

const forbidden = (answer: Answer) =>
  ['no-cache', 'no-store', 'private'].some((directive) => directives(answer).has(directive));

/** Seconds for which the edge answers with it without asking again; 0 is not at all. */
export function timeToLive(answer: Answer, policy: CachePolicy, now: number): number {
  if (policy.maxTtl === 0) return 0;
  const wanted = forbidden(answer) ? 0 : (originAge(answer, now) ?? policy.defaultTtl);
  return Math.min(Math.max(wanted, policy.minTtl), policy.maxTtl);
}

/**
 * The same for an error. Errors are kept even where the policy keeps nothing else. `configured` is the distribution's `error_caching_min_ttl` for this code, undefined if it has no entry for it.
 */
export function errorTimeToLive(
  answer: Answer,
  policy: CachePolicy,
  configured: number | undefined,
  now: number,
): number {
  const age = forbidden(answer) ? undefined : originAge(answer, now);
  const kept =
    ALWAYS_KEPT.has(answer.status) ||
    configured !== undefined ||
    (KEPT_WITH_AGE.has(answer.status) && age !== undefined);
  if (!kept) return 0;
  return Math.max(configured ?? DEFAULT_ERROR_TTL, Math.min(age ?? 0, policy.maxTtl));
}

/** Seconds after its end for which an answer may stand in for an origin that fails; no directive is no limit. */
export function staleIfError(answer: Answer): number {
  const seconds = Number.parseInt(directives(answer).get('stale-if-error') ?? '', 10);
  return Number.isFinite(seconds) ? seconds : Number.POSITIVE_INFINITY;
}
