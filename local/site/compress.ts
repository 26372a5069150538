import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Answer, type Headers, header } from './message.ts';
import type { CachePolicy } from './policies.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html, of which what a site has. */
const COMPRESSIBLE = new Set([
  'application/javascript',
  'application/json',
  'application/manifest+json',
  'application/wasm',
  'application/xml',
  'image/svg+xml',
  'text/css',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
]);
const SMALLEST = 1_000;
const LARGEST = 10_000_000;

export type Encoding = 'br' | 'gzip';

const compressors = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
};

/** What the edge makes of the viewer's Accept-Encoding: part of the cache key, and sent to the origin. Brotli is preferred. */
export function acceptedEncodings(headers: Record<string, string>, policy: CachePolicy): Encoding[] {
  const accepted = (headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim().split(/\s*;\s*q=/))
    .filter(([, quality]) => quality === undefined || Number(quality) > 0)
    .map(([encoding]) => encoding);
  const offered: Encoding[] = [];
  if (policy.brotli && accepted.includes('br')) offered.push('br');
  if (policy.gzip && accepted.includes('gzip')) offered.push('gzip');
  return offered;
}

function compressible({ status, headers, body }: Answer): boolean {
  const type = header(headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return (
    [200, 403, 404].includes(status) &&
    headers['content-encoding'] === undefined &&
    body.length >= SMALLEST &&
    body.length <= LARGEST &&
    COMPRESSIBLE.has(type)
  );
}

/** The answer in the first of the encodings, if it is worth it; a strong ETag becomes a weak one, as the bytes are others. */
export async function compressed(answer: Answer, encodings: readonly Encoding[]): Promise<Answer> {
  const [encoding] = encodings;
  if (!encoding || !compressible(answer)) return answer;
  const headers: Headers = { ...answer.headers, 'content-encoding': encoding, vary: 'accept-encoding' };
  const etag = header(headers, 'etag');
  if (etag && !etag.startsWith('W/')) headers.etag = `W/${etag}`;
  return { ...answer, headers, body: await compressors[encoding](answer.body) };
}
