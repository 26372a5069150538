import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { InMemoryWebStorage, OidcClient, type SigninResponse, WebStorageStateStore } from 'oidc-client-ts';
import { type SignIn, startSignIn } from '../../local/sign-in/start.ts';
import { Browser, BYE, CALLBACK, CLIENT, type SignInSetting, signInWorld } from './sign-in-browser.ts';

let signIn: SignIn;
let browser: Browser;

const start = async (setting: SignInSetting = {}) => {
  signIn = await startSignIn(signInWorld(setting));
  browser = new Browser(signIn);
};

afterEach(() => signIn?.stop());

const oidc = () =>
  new OidcClient({
    authority: signIn.issuer,
    client_id: CLIENT,
    redirect_uri: CALLBACK,
    scope: 'openid email',
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });

async function signedIn(client: OidcClient, email = 'operator@example.test'): Promise<SigninResponse> {
  const request = await client.createSigninRequest({});
  return client.processSigninResponse((await browser.browse(request.url, email)).url);
}

const verified = async (token: string, issuer = signIn.issuer) => {
  const keys = createRemoteJWKSet(new URL(`${signIn.issuer}/.well-known/jwks.json`));
  return (await jwtVerify(token, keys, { issuer, algorithms: ['RS256'] })).payload;
};

const life = ({ iat = 0, exp = 0 }: JWTPayload) => exp - iat;

async function refreshed(refreshToken: string | undefined): Promise<{ status: number; body: Record<string, string> }> {
  const form = { grant_type: 'refresh_token', client_id: CLIENT, refresh_token: refreshToken ?? '' };
  const response = await fetch(`${signIn.issuer}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe('signing in with oidc-client-ts', () => {
  it('gives an ID token with the claims of Cognito', async () => {
    await start();
    const { id_token } = await signedIn(oidc());
    const claims = await verified(id_token ?? '');
    expect(claims).toMatchObject({
      aud: CLIENT,
      token_use: 'id',
      email: 'operator@example.test',
      email_verified: true,
      'cognito:groups': ['operator'],
      'cognito:username': claims.sub,
      auth_time: expect.any(Number),
    });
    expect(claims.sub).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(life(claims)).toBe(20 * 60);
  });

  it('gives an access token with the claims of Cognito, which has no audience', async () => {
    await start();
    const { access_token, expires_in, profile } = await signedIn(oidc(), 'moderator@example.test');
    const claims = await verified(access_token);
    expect(claims).toMatchObject({
      client_id: CLIENT,
      token_use: 'access',
      scope: 'openid email',
      username: profile.sub,
      'cognito:groups': ['moderator'],
    });
    expect(claims).not.toHaveProperty('aud');
    expect([life(claims), (expires_in ?? 0) > 30 * 60 - 5]).toEqual([30 * 60, true]);
  });

  it('leaves the groups out for somebody who is in none', async () => {
    await start();
    const { id_token } = await signedIn(oidc(), 'guest@example.test');
    expect(await verified(id_token ?? '')).not.toHaveProperty('cognito:groups');
  });

  it('shows every user with a role on a page that says what it is, and asks nothing of a browser that it knows', async () => {
    await start();
    const client = oidc();
    const { response } = await browser.browse((await client.createSigninRequest({})).url);
    const page = (await response?.text()) ?? '';
    expect(page).toContain('Local sign-in, not Cognito');
    const listed = [...page.matchAll(/<span>(\S+)<\/span> <span class="role">([^<]+)/g)].map(([, email, role]) => [
      email,
      role,
    ]);
    expect(listed).toEqual([
      ['operator@example.test', 'operator'],
      ['moderator@example.test', 'moderator'],
      ['guest@example.test', 'no role'],
    ]);
    await signedIn(client);
    expect((await browser.browse((await client.createSigninRequest({})).url)).url).toMatch(`${CALLBACK}?code=`);
  });
});

describe('what is refused', () => {
  const authorize = (changes: Record<string, string | undefined>) => {
    const query = new URLSearchParams({
      client_id: CLIENT,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: CALLBACK,
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    });
    for (const [name, value] of Object.entries(changes))
      value === undefined ? query.delete(name) : query.set(name, value);
    return browser.browse(`${signIn.issuer}/oauth2/authorize?${query}`);
  };

  it.each([
    ['no PKCE', { code_challenge: undefined }, 'invalid_request'],
    ['a scope that the client does not have', { scope: 'openid profile' }, 'invalid_scope'],
    ['offline_access, which Cognito does not know', { scope: 'openid offline_access' }, 'invalid_scope'],
    ['tokens in the address', { response_type: 'token' }, 'unsupported_response_type'],
  ])('%s sends back with an error', async (_what, changes, error) => {
    await start();
    // In the query, or after a hash for those who asked for tokens there.
    const { search, hash } = new URL((await authorize(changes)).url);
    expect(new URLSearchParams(search || hash.slice(1)).get('error')).toBe(error);
  });

  it('another call-back address is not gone to', async () => {
    await start();
    const { response } = await authorize({ redirect_uri: `${CALLBACK}/` });
    expect([response?.status, await response?.text()]).toEqual([400, expect.stringContaining('invalid_redirect_uri')]);
  });

  it('a user that does not exist', async () => {
    await start();
    const { url } = await authorize({});
    expect((await browser.visit(url, { sub: 'x' })).status).toBe(400);
  });

  it('is configuration that it cannot honour, by its address', async () => {
    await expect(start({ pool: { lambda_config: { pre_token_generation: 'arn' } } })).rejects.toThrow(
      'aws_cognito_user_pool.operators: lambda_config',
    );
    await expect(start({ client: { allowed_oauth_flows: ['implicit'] } })).rejects.toThrow(
      'aws_cognito_user_pool_client.desk: allowed_oauth_flows',
    );
    await expect(startSignIn(signInWorld(), { users: { 'a@example.test': ['boss'] } })).rejects.toThrow(
      'no aws_cognito_user_group named boss',
    );
  });
});

describe('refresh tokens', () => {
  it('rotate, keep the sign-in time, and work once', async () => {
    await start();
    const { refresh_token, id_token } = await signedIn(oidc());
    const { body } = await refreshed(refresh_token);
    expect(body.refresh_token).not.toBe(refresh_token);
    expect((await verified(body.id_token ?? '')).auth_time).toBe((await verified(id_token ?? '')).auth_time);
    expect((await refreshed(refresh_token)).body.error).toBe('invalid_grant');
    expect((await refreshed(body.refresh_token)).status).toBe(200);
  });

  it('work again within the grace period', async () => {
    await start({ client: { refresh_token_rotation: [{ feature: 'ENABLED', retry_grace_period_seconds: 60 }] } });
    const { refresh_token } = await signedIn(oidc());
    expect((await refreshed(refresh_token)).status).toBe(200);
    expect((await refreshed(refresh_token)).status).toBe(200);
  });

  it('end when they are revoked', async () => {
    await start();
    const { refresh_token = '' } = await signedIn(oidc());
    const form = new URLSearchParams({ token: refresh_token, client_id: CLIENT });
    expect((await fetch(`${signIn.issuer}/oauth2/revoke`, { method: 'POST', body: form })).status).toBe(200);
    expect((await refreshed(refresh_token)).body.error).toBe('invalid_grant');
  });
});

describe('signing out', () => {
  it('ends the session of the browser and goes to a registered address', async () => {
    await start();
    const client = oidc();
    await signedIn(client);
    const { end_session_endpoint } = (await (
      await fetch(`${signIn.issuer}/.well-known/openid-configuration`)
    ).json()) as Record<string, string>;
    const { url } = await browser.browse(
      `${end_session_endpoint}?client_id=${CLIENT}&logout_uri=${encodeURIComponent(BYE)}`,
    );
    expect(url).toBe(BYE);
    expect((await browser.browse((await client.createSigninRequest({})).url)).url).toContain('/login/');
  });

  it.each([
    ['an address that is not registered', `client_id=${CLIENT}&logout_uri=${encodeURIComponent('http://evil.test')}`],
    [
      'what OpenID Connect has and Cognito has not',
      `client_id=${CLIENT}&post_logout_redirect_uri=${encodeURIComponent(BYE)}`,
    ],
  ])('refuses %s', async (_what, query) => {
    await start();
    expect((await browser.visit(`${signIn.issuer}/logout?${query}`)).status).toBe(400);
  });
});

describe('tokens without a browser', () => {
  it('are those of a sign-in', async () => {
    await start();
    const { idToken, accessToken } = await signIn.issueToken('operator@example.test');
    expect(await verified(idToken)).toMatchObject({ aud: CLIENT, token_use: 'id', 'cognito:groups': ['operator'] });
    expect(await verified(accessToken)).toMatchObject({
      client_id: CLIENT,
      token_use: 'access',
      'cognito:groups': ['operator'],
    });
  });

  it('can be made wrong in each way that a refusal needs', async () => {
    await start();
    const user = 'operator@example.test';
    await expect(verified((await signIn.issueToken(user, { expired: true })).idToken)).rejects.toThrow(
      '"exp" claim timestamp check failed',
    );
    await expect(verified((await signIn.issueToken(user, { issuer: 'https://a.test' })).idToken)).rejects.toThrow(
      'unexpected "iss"',
    );
    expect(await verified((await signIn.issueToken(user, { audience: 'b' })).idToken)).toMatchObject({ aud: 'b' });
    expect(await verified((await signIn.issueToken(user, { audience: 'b' })).accessToken)).toMatchObject({
      client_id: 'b',
    });
    expect(await verified((await signIn.issueToken(user, { groups: [] })).idToken)).not.toHaveProperty(
      'cognito:groups',
    );
  });
});

it('lets pages of the call-back addresses, and no others, ask for tokens', async () => {
  await start();
  const allowed = async (origin: string) => {
    const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${signIn.issuer}/oauth2/token`, {
      method: 'POST',
      headers,
      body: `client_id=${CLIENT}&grant_type=refresh_token&refresh_token=x`,
    });
    return response.headers.get('access-control-allow-origin');
  };
  expect([await allowed('http://127.0.0.1:8080'), await allowed('http://evil.test')]).toEqual([
    'http://127.0.0.1:8080',
    null,
  ]);
});
