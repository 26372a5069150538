import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

/** A request as it was signed. Header names are in lower case. */
export interface SignedRequest {
  method: string;
  /** As on the wire, still percent-encoded. */
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** What an `Authorization` header says before anything of it is checked. */
export interface Claim {
  accessKeyId: string;
  /** `YYYYMMDD` */
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

export type RefusalCode =
  | 'MissingAuthenticationToken'
  | 'IncompleteSignature'
  | 'UnrecognizedClient'
  | 'InvalidSignature'
  | 'SignatureExpired';

/** A request that is not signed as it must be. */
export class SignatureRefused extends Error {
  override readonly name = 'SignatureRefused';

  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

const SCHEME = 'AWS4-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60_000;
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
/** What S3 clients may send in place of the body's hash. */
const UNSIGNED = ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];

/** Signing with the hashes of Node, which are much faster than those of the SDK. */
class Sha256 {
  private readonly secret: unknown;
  private hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: unknown) {
    this.secret = secret;
    this.hash = this.fresh();
  }

  private fresh() {
    return this.secret === undefined ? createHash('sha256') : createHmac('sha256', this.secret as string | Uint8Array);
  }

  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    this.hash = this.fresh();
  }
}

/**
 * Reads the `Authorization` header.
 * @throws SignatureRefused when there is none, it is not SigV4, or parts are missing
 */
export function claimOf(headers: Record<string, string>): Claim {
  const { authorization } = headers;
  if (!authorization) throw new SignatureRefused('MissingAuthenticationToken', 'Missing Authentication Token');
  const [, scheme, rest = ''] = /^(\S+)\s+(.*)$/s.exec(authorization) ?? [];
  if (scheme !== SCHEME)
    throw new SignatureRefused('IncompleteSignature', `Unsupported authorization scheme ${scheme}`);
  const parts = Object.fromEntries(rest.split(/,\s*/).map((part) => part.split(/=(.*)/s) as [string, string]));
  const [accessKeyId, date, region, service, end, ...more] = (parts.Credential ?? '').split('/');
  const signedHeaders = (parts.SignedHeaders ?? '').split(';');
  if (
    !accessKeyId ||
    !date ||
    !region ||
    !service ||
    end !== 'aws4_request' ||
    more.length ||
    !parts.Signature ||
    !signedHeaders[0]
  ) {
    throw new SignatureRefused(
      'IncompleteSignature',
      'Authorization header requires Credential, SignedHeaders and Signature.',
    );
  }
  return { accessKeyId, date, region, service, signedHeaders, signature: parts.Signature };
}

/**
 * Computes a request's signature anew and compares.
 * @param now milliseconds since 1970; a request's date may differ from it by 15 minutes
 * @throws SignatureRefused when it differs in any way
 */
export async function checkSignature(
  request: SignedRequest,
  claim: Claim,
  credentials: Credentials,
  now: number,
): Promise<void> {
  const signedAt = dateOf(request, claim, now);
  const mustSign = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'))];
  const unsigned = mustSign.find((name) => !claim.signedHeaders.includes(name));
  if (unsigned) throw new SignatureRefused('InvalidSignature', `The header ${unsigned} is not signed.`);
  checkBodyHash(request, claim);
  const headers = Object.fromEntries(claim.signedHeaders.map((name) => [name, request.headers[name] ?? '']));
  const isS3 = claim.service === 's3';
  const signer = new SignatureV4({
    credentials,
    service: claim.service,
    region: claim.region,
    sha256: Sha256,
    applyChecksum: false,
    uriEscapePath: !isS3,
  });
  const { method, path, query, body } = request;
  const signed = await signer.sign(
    { method, path, query, headers, body, protocol: 'http:', hostname: '127.0.0.1' },
    { signingDate: signedAt, signableHeaders: new Set(claim.signedHeaders) },
  );
  const expected = Buffer.from(claimOf({ authorization: signed.headers.authorization ?? '' }).signature);
  const given = Buffer.from(claim.signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw new SignatureRefused('InvalidSignature', MISMATCH);
}

function dateOf(request: SignedRequest, claim: Claim, now: number): Date {
  const given = request.headers['x-amz-date'] ?? '';
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(given) ?? [];
  if (!year) throw new SignatureRefused('IncompleteSignature', 'The header X-Amz-Date is missing or malformed.');
  if (claim.date !== given.slice(0, 8)) {
    throw new SignatureRefused(
      'InvalidSignature',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ${given}`,
    );
  }
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Math.abs(date.getTime() - now) > MAX_SKEW_MS) {
    const when = date.getTime() < now ? 'Signature expired' : 'Signature not yet current';
    throw new SignatureRefused(
      'SignatureExpired',
      `${when}: ${given} is more than 15 minutes from ${new Date(now).toISOString()}`,
    );
  }
  return date;
}

function checkBodyHash({ headers, body }: SignedRequest, claim: Claim): void {
  const given = headers['x-amz-content-sha256'];
  // without the header, the signature covers the body itself
  if (given === undefined || (claim.service === 's3' && UNSIGNED.includes(given))) return;
  if (given === createHash('sha256').update(body).digest('hex')) return;
  const problem = given.startsWith('STREAMING-')
    ? `Signed chunks (${given}) are not supported by the local stack.`
    : 'The provided x-amz-content-sha256 header does not match what was computed.';
  throw new SignatureRefused('InvalidSignature', problem);
}
