import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { errorPage } from './pages.ts';
import type { Client, Pool } from './pool.ts';
import { createStorage } from './storage.ts';
import type { Signer } from './tokens.ts';
import type { User } from './users.ts';

/** How long managed login remembers a browser. */
const SESSION_SECONDS = 3_600;

/** What the provider's own middleware gets; `oidc` comes with its routes. */
export type Context = Parameters<Parameters<Provider['use']>[0]>[0];

export interface ProviderOptions {
  issuer: string;
  pool: Pool;
  users: ReadonlyMap<string, User>;
  signer: Signer;
}

/** Scopes that a Cognito client may be given. */
const SCOPES = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

function clientMetadata({ id, scopes, callbackUrls }: Client) {
  return {
    client_id: id,
    application_type: 'web' as const,
    token_endpoint_auth_method: 'none' as const,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    redirect_uris: [...callbackUrls],
    scope: scopes.join(' '),
  };
}

/** There is no consent page: a client gets the scopes that its configuration lists. */
async function grantOf({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  // With a new grant for each sign-in, the second would end the refresh token of the first.
  const known = session.grantIdFor(client.clientId);
  const grant = known ? await provider.Grant.find(known) : undefined;
  if (grant) return grant;
  const made = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  made.addOIDCScope(client.scope ?? '');
  await made.save();
  return made;
}

function configuration({ issuer, pool, users, signer }: ProviderOptions): Configuration {
  const clients = new Map(pool.clients.map((client) => [client.id, client]));
  const origins = new Set(pool.clients.flatMap(({ callbackUrls }) => callbackUrls.map((url) => new URL(url).origin)));
  const longest = Math.max(...pool.clients.map(({ refreshTokenSeconds }) => refreshTokenSeconds));
  const grace = Math.max(...pool.clients.map(({ rotation }) => rotation?.graceSeconds ?? 0));
  const clientOf = (id: string | undefined) => clients.get(id ?? '') as Client;

  return {
    adapter: createStorage(grace),
    clients: pool.clients.map(clientMetadata),
    jwks: { keys: [signer.jwk as never] },
    cookies: { keys: [crypto.randomUUID()] },
    clientBasedCORS: (_context, origin) => origins.has(origin),
    pkce: { required: () => true },
    responseTypes: ['code'],
    scopes: SCOPES,
    // As Cognito's, so that nothing learns other paths here than there.
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      revocation: '/oauth2/revoke',
      jwks: '/.well-known/jwks.json',
    },
    discovery: { end_session_endpoint: `${issuer}/logout` },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_context, client) => clientOf(client.clientId).revocable },
    },
    findAccount: (_context, sub) => (users.has(sub) ? { accountId: sub, claims: async () => ({ sub }) } : undefined),
    interactions: { url: (_context, { uid }) => `/login/${uid}` },
    loadExistingGrant: grantOf,
    issueRefreshToken: () => true,
    // Signing out ends the browser's session, not the tokens that a page has.
    expiresWithSession: () => false,
    rotateRefreshToken: ({ oidc }) => clientOf(oidc.client?.clientId).rotation !== undefined,
    ttl: {
      AccessToken: (_context, _token, client) => clientOf(client.clientId).accessTokenSeconds,
      IdToken: (_context, _token, client) => clientOf(client.clientId).idTokenSeconds,
      // A new refresh token takes over what is left of the first one's time.
      RefreshToken: ({ oidc }, _token, client) =>
        oidc.entities.RotatedRefreshToken?.remainingTTL ?? clientOf(client.clientId).refreshTokenSeconds,
      Grant: longest,
      Interaction: 600,
      Session: SESSION_SECONDS,
    },
    renderError: (context, { error, error_description }) => {
      context.type = 'html';
      context.body = errorPage(`${error}: ${error_description ?? ''}`);
    },
  };
}

/** OpenID Connect lets a provider ignore scopes that it does not know (offline_access among them); Cognito refuses those that are not the client's. */
function foreignScope({ URL }: Context, pool: Pool): URL | undefined {
  const query = URL.searchParams;
  const client = pool.clients.find(({ id }) => id === query.get('client_id'));
  const callback = client?.callbackUrls.find((url) => url === query.get('redirect_uri'));
  const scopes = query.get('scope')?.split(' ') ?? [];
  if (!client || !callback || scopes.every((scope) => client.scopes.includes(scope))) return undefined;
  const back = new globalThis.URL(callback);
  back.searchParams.set('error', 'invalid_scope');
  if (query.has('state')) back.searchParams.set('state', query.get('state') ?? '');
  return back;
}

/** What the tokens of an answer are about. The provider's own are opaque and never leave it: Cognito's take their place. */
function cognitoTokens({ issuer, pool, users, signer }: ProviderOptions) {
  return async ({ entities }: KoaContextWithOIDC['oidc']) => {
    const { AuthorizationCode, RefreshToken, AccessToken, Client } = entities;
    const source = AuthorizationCode ?? RefreshToken;
    const user = users.get(source?.accountId ?? '');
    const client = pool.clients.find(({ id }) => id === Client?.clientId);
    if (!source || !user || !client) throw new Error('tokens were issued for nobody');
    const issuedAt = Math.floor(Date.now() / 1000);
    const authTime = source.authTime ?? issuedAt;
    const scopes = [...(AccessToken?.scopes ?? [])];
    const nonce = AuthorizationCode?.nonce;
    const tokens = await signer.sign({ user, client, issuer, scopes, authTime, issuedAt, nonce });
    return { access_token: tokens.accessToken, id_token: tokens.idToken };
  };
}

/** `oidc-provider` as a stand-in for a user pool's managed login: code with PKCE, refresh, revocation. */
export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(options.issuer, configuration(options));
  const tokensOf = cognitoTokens(options);
  provider.use(async (context: Context & Partial<KoaContextWithOIDC>, next) => {
    const back = context.path === '/oauth2/authorize' ? foreignScope(context, options.pool) : undefined;
    if (back) return context.redirect(back.href);
    await next();
    const answer = context.body as Record<string, unknown> | undefined;
    if (context.oidc?.route !== 'token' || context.status !== 200 || !answer?.access_token) return;
    context.body = { ...answer, ...(await tokensOf(context.oidc)) };
  });
  return provider;
}
