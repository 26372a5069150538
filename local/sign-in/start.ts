import type Provider from 'oidc-provider';
import { listen } from '../listener.ts';
import type { World } from '../terraform/world.ts';
import { errorPage, signInPage } from './pages.ts';
import { type Pool, readPool } from './pool.ts';
import { type Context, createProvider } from './provider.ts';
import { createSigner, type Tokens } from './tokens.ts';
import { testUsers, type User, userOf } from './users.ts';

export interface SignInOptions {
  /** Default: any that is free. */
  port?: number;
  /** Groups by e-mail address. Default: one user per group of the pool, `GROUP@example.test`, and `guest@example.test` without one. */
  users?: Record<string, readonly string[]>;
  log?: (line: string) => void;
}

export interface TokenOptions {
  /** Ended an hour ago. */
  expired?: boolean;
  /** In place of the user's. */
  groups?: readonly string[];
  /** In place of the client's id. */
  audience?: string;
  /** In place of the local one. The key stays the local one's. */
  issuer?: string;
}

export interface SignIn {
  /** The address, and what tokens name as `iss`. */
  issuer: string;
  users: readonly User[];
  /** Tokens as a sign-in gives them. Throws for an address that is not one of the users'. */
  issueToken(email: string, options?: TokenOptions): Promise<Tokens>;
  cut(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

type Step = (context: Context) => Promise<void>;

function refuse(context: Context, message: string): void {
  context.status = 400;
  context.type = 'html';
  context.body = errorPage(message);
}

/** The page that Cognito shows on `/login`. */
function signInStep(provider: Provider, users: ReadonlyMap<string, User>): Step {
  return async (context) => {
    await provider.interactionDetails(context.req, context.res);
    if (context.method !== 'POST') {
      context.type = 'html';
      context.set('cache-control', 'no-store');
      context.body = signInPage([...users.values()]);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of context.req) chunks.push(chunk as Buffer);
    const sub = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('sub') ?? '';
    if (!users.has(sub)) return refuse(context, 'There is no such user.');
    await provider.interactionFinished(context.req, context.res, { login: { accountId: sub } });
    context.respond = false;
  };
}

/**
 * Cognito's `/logout`, which is not OpenID Connect's: it wants `client_id` and a registered `logout_uri`, or all that a new sign-in needs.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
function signOutStep(provider: Provider, pool: Pool): Step {
  return async (context) => {
    const query = context.URL.searchParams;
    const client = pool.clients.find(({ id }) => id === query.get('client_id'));
    if (!client) return refuse(context, 'client_id names no client of the user pool.');
    const logoutUri = query.get('logout_uri');
    if (logoutUri === null && query.get('redirect_uri') === null) {
      return refuse(
        context,
        'Either logout_uri or redirect_uri is required. Cognito knows no post_logout_redirect_uri.',
      );
    }
    if (logoutUri !== null && !client.logoutUrls.includes(logoutUri)) {
      return refuse(context, `logout_uri ${logoutUri} is not one of the client's logout_urls.`);
    }
    const session = await provider.Session.get(context);
    await session.destroy();
    context.redirect(logoutUri ?? `/oauth2/authorize?${query}`);
  };
}

/**
 * A stand-in for the stack's Cognito user pool with managed login, on 127.0.0.1: `oidc-provider` with Cognito's paths and claims, and a page
 * on which a local user is chosen. Passwords, MFA, federation and `/oauth2/userInfo` do not exist here.
 * Throws `UnsupportedResource` for what is configured and not supported.
 */
export async function startSignIn(world: World, options: SignInOptions = {}): Promise<SignIn> {
  const { log = () => {} } = options;
  const pool = readPool(world);
  const users = options.users
    ? Object.entries(options.users).map(([email, groups]) => userOf(pool, email, groups))
    : testUsers(pool);
  const bySub = new Map(users.map((user) => [user.sub, user]));
  const signer = await createSigner();

  // The issuer is the address, so the address comes first.
  let answer: ReturnType<Provider['callback']> | undefined;
  const complain = (error: unknown) => log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const listener = await listen(options.port ?? 0, (request, response) => answer?.(request, response), complain);
  const provider = createProvider({ issuer: listener.url, pool, users: bySub, signer });
  provider.on('server_error', (_context, error) => complain(error));
  const signIn = signInStep(provider, bySub);
  const signOut = signOutStep(provider, pool);
  provider.use((context, next) => {
    if (context.path.startsWith('/login/')) return signIn(context);
    return context.path === '/logout' ? signOut(context) : next();
  });
  answer = provider.callback();

  return {
    issuer: listener.url,
    users,
    issueToken: async (email, { expired = false, groups, audience, issuer = listener.url } = {}) => {
      const user = users.find((each) => each.email === email);
      const [client] = pool.clients;
      if (!user) throw new Error(`${email} is not one of ${users.map((each) => each.email).join(', ')}`);
      if (!client) throw new Error('the user pool has no client');
      const seconds = Math.max(client.accessTokenSeconds, client.idTokenSeconds);
      const issuedAt = Math.floor(Date.now() / 1000) - (expired ? seconds + 3_600 : 0);
      const { scopes } = client;
      return signer.sign({ user, client, issuer, scopes, authTime: issuedAt, issuedAt, audience, groups });
    },
    cut: listener.cut,
    restore: listener.restore,
    stop: listener.stop,
  };
}
