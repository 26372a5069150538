import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { IamRefused } from '../../local/appsync/errors.ts';
import { appSyncPort } from '../../local/iam/appsync-port.ts';
import { createIam } from '../../local/iam/iam.ts';
import type { SignedRequest } from '../../local/iam/signature.ts';
import { ACCOUNT, accountOf, REGION, ROLE } from './small-account.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const FIELDS = `arn:aws:appsync:${REGION}:${ACCOUNT}:apis/abc/types/Mutation/fields`;
const iam = createIam(accountOf([{ Effect: 'Allow', Action: 'appsync:GraphQL', Resource: `${FIELDS}/publish` }]), {
  now: () => NOW,
});

/** What an SDK would send, signed at a moment with the SDK's own signer and hash. */
async function signed({
  service = 'appsync',
  region = REGION,
  at = NOW,
  headers = {},
  body = '{"query":"x"}',
  path = '/graphql',
  query = {},
} = {}) {
  const signer = new SignatureV4({
    service,
    region,
    credentials: iam.credentialsFor(ROLE),
    sha256: Sha256,
    uriEscapePath: service !== 's3',
  });
  const unsigned = {
    method: 'POST',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path,
    query,
    headers: { host: '127.0.0.1:4000', ...headers },
    body,
  };
  const request = await signer.sign(unsigned, { signingDate: new Date(at) });
  return { method: 'POST', path, query, headers: request.headers, body } satisfies SignedRequest;
}

describe('a signed request', () => {
  it('tells who signed it', async () => {
    expect(await iam.verify(await signed())).toEqual({
      roleArn: ROLE,
      accountId: ACCOUNT,
      userArn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/local`,
      accessKeyId: iam.credentialsFor(ROLE).accessKeyId,
      service: 'appsync',
    });
  });

  it.each([
    ['with a query and an escaped path', { path: '/a%20b/c%2Fd', query: { b: '2 3', a: ['1', '+'] } }],
    ['with text beyond ASCII', { body: '舞台' }],
    ['of S3, whose path is signed as it is', { service: 's3', path: '/b/a%20b' }],
    ['of S3 without its body', { service: 's3', headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }],
    [
      'of S3 with a checksum behind the body',
      { service: 's3', headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' } },
    ],
    ['14 minutes ago', { at: NOW - 14 * 60_000 }],
    ['14 minutes ahead', { at: NOW + 14 * 60_000 }],
  ])('is taken %s', async (_what, options) => {
    expect((await iam.verify(await signed(options))).roleArn).toBe(ROLE);
  });

  const given = async (change: (request: SignedRequest) => Partial<SignedRequest>, options = {}) => {
    const request = await signed(options);
    return { ...request, ...change(request) };
  };
  const header = (name: string, value: string) => (request: SignedRequest) => ({
    headers: { ...request.headers, [name]: value },
  });

  it.each([
    ['another body', 'InvalidSignature', () => given(() => ({ body: '{}' }))],
    [
      'another body beside the hash that was signed',
      'InvalidSignature',
      () => given(() => ({ body: 'x' }), { service: 's3' }),
    ],
    ['another path', 'InvalidSignature', () => given(() => ({ path: '/other' }))],
    ['another query', 'InvalidSignature', () => given(() => ({ query: { a: '1' } }))],
    ['another method', 'InvalidSignature', () => given(() => ({ method: 'PUT' }))],
    ['another host', 'InvalidSignature', () => given(header('host', 'evil.example'))],
    ['a header of AWS that was not signed', 'InvalidSignature', () => given(header('x-amz-target', 'X.Y'))],
    ['another date', 'InvalidSignature', () => given(header('x-amz-date', '20261121T100001Z'))],
    [
      'no body in the signature, outside of S3',
      'InvalidSignature',
      () => signed({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }),
    ],
    ['another region', 'InvalidSignature', () => signed({ region: 'us-east-1' })],
    ['a date 16 minutes ago', 'SignatureExpired', () => signed({ at: NOW - 16 * 60_000 })],
    ['a date 16 minutes ahead', 'SignatureExpired', () => signed({ at: NOW + 16 * 60_000 })],
    ['no signature', 'MissingAuthenticationToken', () => given(() => ({ headers: { host: 'x' } }))],
    ['a token in its place', 'IncompleteSignature', () => given(header('authorization', 'Bearer abc'))],
    [
      'half a signature',
      'IncompleteSignature',
      () => given(header('authorization', 'AWS4-HMAC-SHA256 Credential=A/20261121/r/s/aws4_request')),
    ],
  ])('is refused with %s', async (_what, code, request) => {
    await expect(iam.verify(await request())).rejects.toMatchObject({ code });
  });

  it('is refused with another day in its scope than in its date', async () => {
    const request = await signed();
    const authorization = (request.headers.authorization ?? '').replace('/20261121/', '/20261120/');
    const changed = { ...request, headers: { ...request.headers, authorization } };
    await expect(iam.verify(changed)).rejects.toThrow('Date in Credential scope does not match');
  });

  it('is refused with a key that nobody has', async () => {
    const stranger = createIam(accountOf([]), { now: () => NOW });
    await expect(stranger.verify(await signed())).rejects.toMatchObject({ code: 'UnrecognizedClient' });
  });

  it('is refused with a signature that differs in one digit', async () => {
    const request = await signed();
    const { authorization = '' } = request.headers;
    const changed = authorization.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    await expect(
      iam.verify({ ...request, headers: { ...request.headers, authorization: changed } }),
    ).rejects.toMatchObject({ code: 'InvalidSignature' });
  });
});

describe('the port of the AppSync engine', () => {
  const port = appSyncPort(iam);

  it('lets a caller use the fields of its policy alone', async () => {
    const caller = await port.verify(await signed());
    expect(port.allows(caller, 'appsync:GraphQL', `${FIELDS}/publish`)).toBe(true);
    expect(port.allows(caller, 'appsync:GraphQL', `${FIELDS}/putEvent`)).toBe(false);
  });

  it('refuses signatures for other services', async () => {
    await expect(port.verify(await signed({ service: 'dynamodb' }))).rejects.toThrow(IamRefused);
  });

  it('names errors as AppSync does', async () => {
    const request = await signed({ at: NOW - 3_600_000 });
    await expect(port.verify(request)).rejects.toMatchObject({ errorType: 'InvalidSignatureException' });
  });

  it('allows nothing to a caller that it has not verified', () => {
    const caller = { accountId: ACCOUNT, userArn: 'x', accessKeyId: 'AKIAX' };
    expect(port.allows(caller, 'appsync:GraphQL', `${FIELDS}/publish`)).toBe(false);
  });
});
