import { SignJWT, UnsecuredJWT } from 'jose';
import type { Api, Iam, RunningAppSync } from '../api.ts';
import { IamRefused } from '../errors.ts';
import { startAppSync } from '../start.ts';
import { testApi, unit } from './test-api.ts';
import { post } from './test-client.ts';
import { startIssuer, type TestIssuer } from './test-issuer.ts';

const fields = ['byDefault', 'iam', 'oidc', 'pool', 'operators', 'iamOrOidc'];

const schema = `
  type Query {
    byDefault: Int
    iam: Int @aws_iam
    oidc: Int @aws_oidc
    pool: Int @aws_cognito_user_pools
    operators: Int @aws_cognito_user_pools(cognito_groups: ["operator", "admin"])
    iamOrOidc: Int @aws_iam @aws_oidc
    typed: Typed @aws_oidc @aws_cognito_user_pools
    who: AWSJSON @aws_iam @aws_oidc @aws_cognito_user_pools
  }
  type Typed @aws_oidc { ofType: Int  own: Int @aws_cognito_user_pools }
`;
const one = 'export const request = () => ({ payload: 1 }); export const response = (ctx) => ctx.result;';
const who = `import { util } from '@aws-appsync/utils';
  export const request = (ctx) => ({ payload: { identity: ctx.identity, authType: util.authType() } });
  export const response = (ctx) => ctx.result;`;

/** Takes the signature `good` from the key in its credential; the key `ROBOT` may only call Query.iam. */
const iam: Iam = {
  async verify({ headers }) {
    const [, accessKeyId = ''] = headers.authorization?.match(/Credential=(\w+)/) ?? [];
    if (!headers.authorization?.endsWith('Signature=good'))
      throw new IamRefused('The signature is wrong.', 'InvalidSignatureException');
    return {
      accountId: '123456789012',
      userArn: `arn:aws:sts::123456789012:assumed-role/publisher/${accessKeyId}`,
      accessKeyId,
    };
  },
  allows: ({ accessKeyId }, _, resource) =>
    accessKeyId === 'ADMIN' || resource === 'arn:aws:appsync:eu-west-1:123456789012:apis/test/types/Query/fields/iam',
};
const signed = (key: string, signature = 'good') =>
  `AWS4-HMAC-SHA256 Credential=${key}/20260101/eu-west-1/appsync/aws4_request, SignedHeaders=host, Signature=${signature}`;

let viewers: TestIssuer;
let pool: TestIssuer;
let stranger: TestIssuer;
let app: RunningAppSync;
const viewer = { aud: 'web', azp: 'web' };
const user = { token_use: 'id', aud: 'desk', 'cognito:username': 'ann' };

beforeAll(async () => {
  [viewers, pool, stranger] = await Promise.all([startIssuer(), startIssuer(), startIssuer()]);
  const api: Api = testApi({
    accountId: '123456789012',
    schema,
    authentication: [
      { type: 'AWS_IAM' },
      { type: 'OPENID_CONNECT', issuer: viewers.url, clientId: 'web|app' },
      { type: 'AMAZON_COGNITO_USER_POOLS', issuer: pool.url, defaultAction: 'ALLOW', appIdClientRegex: 'desk' },
    ],
    resolvers: [
      ...fields.map((field) => unit(`Query.${field}`, one)),
      unit('Query.who', who),
      unit(
        'Query.typed',
        'export const request = () => ({ payload: { ofType: 1, own: 2 } }); export const response = (ctx) => ctx.result;',
      ),
    ],
  });
  app = await startAppSync(api, { iam });
});
afterAll(() => Promise.all([app.stop(), viewers.stop(), pool.stop(), stranger.stop()]));

describe('a field admits', () => {
  it.each([
    ['an IAM caller', () => signed('ADMIN'), ['byDefault', 'iam', 'iamOrOidc']],
    ['an IAM caller with a narrow policy', () => signed('ROBOT'), ['iam']],
    ['a viewer', () => viewers.token(viewer), ['oidc', 'iamOrOidc']],
    ['a user without groups', () => pool.token(user), ['pool']],
    ['a user of another group', () => pool.token({ ...user, 'cognito:groups': ['guest'] }), ['pool']],
    ['an operator', () => pool.token({ ...user, 'cognito:groups': ['guest', 'operator'] }), ['pool', 'operators']],
  ])('%s to what its audience names, and to nothing else', async (_, token, admitted) => {
    const { status, body } = await post(app, `{ ${fields.join(' ')} }`, await token());
    expect(status).toBe(200);
    expect(fields.filter((field) => body.data[field] === 1)).toEqual(admitted);
    const refused = fields.filter((field) => !admitted.includes(field));
    expect(body.errors.map(({ message }: Error) => message)).toEqual(
      refused.map((field) => `Not Authorized to access ${field} on type Query`),
    );
    expect(body.errors[0]).toMatchObject({
      errorType: 'Unauthorized',
      data: null,
      errorInfo: null,
      path: [refused[0]],
    });
  });

  it('by its own directive before that of its type', async () => {
    const asViewer = await post(app, '{ typed { ofType own } }', await viewers.token(viewer));
    expect(asViewer.body.data).toEqual({ typed: { ofType: 1, own: null } });
    const asUser = await post(app, '{ typed { ofType own } }', await pool.token(user));
    expect(asUser.body.data).toEqual({ typed: { ofType: null, own: 2 } });
  });
});

describe('resolvers know the caller', () => {
  const identityOf = async (token: string) => JSON.parse((await post(app, '{ who }', token)).body.data.who);

  it('from OpenID Connect', async () => {
    const { identity, authType } = await identityOf(await viewers.token({ ...viewer, event: 'e1' }));
    expect(identity).toMatchObject({ sub: 'someone', issuer: viewers.url, claims: { event: 'e1', azp: 'web' } });
    expect(authType).toBe('Open ID Connect Authorization');
  });

  it('from a user pool', async () => {
    const { identity, authType } = await identityOf(await pool.token({ ...user, 'cognito:groups': ['operator'] }));
    expect(identity).toMatchObject({
      username: 'ann',
      groups: ['operator'],
      sub: 'someone',
      issuer: pool.url,
      defaultAuthStrategy: 'ALLOW',
      sourceIp: ['127.0.0.1'],
    });
    expect(authType).toBe('User Pool Authorization');
  });

  it('from an access token of a user pool', async () => {
    const { identity } = await identityOf(
      await pool.token({ token_use: 'access', client_id: 'desk', username: 'bob' }),
    );
    expect(identity).toMatchObject({ username: 'bob', groups: null });
  });

  it('from IAM', async () => {
    const { identity, authType } = await identityOf(signed('ADMIN'));
    expect(identity).toMatchObject({
      accountId: '123456789012',
      userArn: 'arn:aws:sts::123456789012:assumed-role/publisher/ADMIN',
      username: 'ADMIN',
    });
    expect(authType).toBe('IAM Authorization');
  });
});

describe('a request is refused with HTTP 401', () => {
  const past = Math.floor(Date.now() / 1000) - 10;
  const altered = (token: string) => `${token.slice(0, -4)}AAAA`;
  it.each([
    ['without credentials', () => '', 'Valid authorization header not provided.'],
    ['with something that is no token', () => 'a.b.c', 'Unable to parse JWT token.'],
    ['with an expired token', () => viewers.token({ ...viewer, exp: past }), 'Token has expired.'],
    ['with a forged signature', async () => altered(await viewers.token(viewer)), undefined],
    [
      'with a foreign key under the right key id',
      async () => stranger.token({ ...viewer, iss: viewers.url }),
      undefined,
    ],
    ['with a foreign issuer', () => stranger.token(viewer), undefined],
    ['with a foreign audience', () => viewers.token({ aud: 'else', azp: 'else' }), undefined],
    ['with an audience that only begins right', () => viewers.token({ aud: 'website', azp: 'website' }), undefined],
    ['with a token that is not valid yet', () => viewers.token({ ...viewer, nbf: past + 3600 }), undefined],
    ['with a token from the future', () => viewers.token({ ...viewer, iat: past + 3600 }), undefined],
    ['with another RSA algorithm', () => viewers.token(viewer, 'RS384'), undefined],
    ['with a token that never expires', () => viewers.token({ ...viewer, exp: undefined }), undefined],
    [
      'with alg none',
      async () => new UnsecuredJWT({ ...viewer, sub: 's' }).setIssuer(viewers.url).setExpirationTime('1h').encode(),
      undefined,
    ],
    [
      'with a symmetric signature',
      async () =>
        new SignJWT({ ...viewer, sub: 's' })
          .setProtectedHeader({ alg: 'HS256', kid: 'key-0' })
          .setIssuer(viewers.url)
          .setExpirationTime('1h')
          .sign(new Uint8Array(32)),
      undefined,
    ],
    ['with a pool token for another client', () => pool.token({ ...user, aud: 'other' }), undefined],
    ['with a pool token of no known use', () => pool.token({ ...user, token_use: 'refresh' }), undefined],
  ])('%s', async (_, token, message) => {
    const { status, body, headers } = await post(app, '{ oidc }', await token());
    expect([status, headers.get('x-amzn-errortype')]).toEqual([401, 'UnauthorizedException']);
    expect(body.errors).toEqual([{ errorType: 'UnauthorizedException', message: expect.any(String) }]);
    if (message) expect(body.errors[0].message).toBe(message);
  });

  it('or 403 with a wrong signature, under the name that the signature check gives', async () => {
    const { status, body } = await post(app, '{ iam }', signed('ADMIN', 'bad'));
    expect([status, body.errors]).toEqual([
      403,
      [{ errorType: 'InvalidSignatureException', message: 'The signature is wrong.' }],
    ]);
  });

  it('with an API key, which the API does not take', async () => {
    const response = await fetch(app.httpUrl, {
      method: 'POST',
      headers: { 'x-api-key': 'da2-x' },
      body: '{"query":"{ iam }"}',
    });
    expect([response.status, await response.json()]).toMatchObject([
      401,
      { errors: [{ message: 'You are not authorized to make this call.' }] },
    ]);
  });
});

describe('keys of an issuer', () => {
  it('are fetched once, and again when one is unknown', async () => {
    const issuer = await startIssuer();
    const api = testApi({
      schema: 'type Query { q: Int }',
      authentication: [{ type: 'OPENID_CONNECT', issuer: issuer.url }],
      resolvers: [unit('Query.q', one)],
    });
    const own = await startAppSync(api);
    const ask = async () => (await post(own, '{ q }', await issuer.token())).status;
    expect([await ask(), await ask(), await ask(), issuer.keyFetches()]).toEqual([200, 200, 200, 1]);
    await issuer.rotate();
    expect([await ask(), issuer.keyFetches()]).toEqual([200, 2]);
    await Promise.all([own.stop(), issuer.stop()]);
  });

  it('that cannot be had refuse the caller, until they can', async () => {
    const gone = await startIssuer();
    const token = await gone.token();
    await gone.stop();
    const api = testApi({
      schema: 'type Query { q: Int }',
      authentication: [{ type: 'OPENID_CONNECT', issuer: gone.url }],
      resolvers: [unit('Query.q', one)],
    });
    const own = await startAppSync(api);
    expect((await post(own, '{ q }', token)).status).toBe(401);
    await own.stop();
  });
});

describe('times to live', () => {
  it.each([
    ['iatTtl', { iatTtl: 5_000 }, { iat: Math.floor(Date.now() / 1000) - 60 }],
    ['authTtl without auth_time', { authTtl: 5_000 }, {}],
  ])('refuse: %s', async (_, ttl, claims) => {
    const api = testApi({
      schema: 'type Query { q: Int }',
      authentication: [{ type: 'OPENID_CONNECT', issuer: viewers.url, ...ttl }],
      resolvers: [unit('Query.q', one)],
    });
    const own = await startAppSync(api);
    const { status, body } = await post(own, '{ q }', await viewers.token(claims));
    expect([status, body.errors[0].message]).toEqual([401, 'Token has expired.']);
    await own.stop();
  });
});

describe('a pool as the default mode', () => {
  const start = (defaultAction: 'ALLOW' | 'DENY') =>
    startAppSync(
      testApi({
        schema: 'type Query { open: Int  grouped: Int @aws_auth(cognito_groups: ["operator"]) }',
        authentication: [{ type: 'AMAZON_COGNITO_USER_POOLS', issuer: pool.url, defaultAction }],
        resolvers: [unit('Query.open', one), unit('Query.grouped', one)],
      }),
    );

  it.each([
    ['ALLOW' as const, { open: 1, grouped: 1 }],
    ['DENY' as const, { open: null, grouped: 1 }],
  ])('with %s decides about fields without a directive', async (action, data) => {
    const own = await start(action);
    const { body } = await post(own, '{ open grouped }', await pool.token({ ...user, 'cognito:groups': ['operator'] }));
    expect(body.data).toEqual(data);
    await own.stop();
  });
});
