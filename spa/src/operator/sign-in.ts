import { type User, UserManager } from 'oidc-client-ts';
import { type Accessor, createSignal, untrack } from 'solid-js';
import { Refusal } from '../desk/refusal.ts';
import { arrive, eventsPath } from '../desk/route.ts';
import type { Config } from '../live/config.ts';
import { type Operator, operatorOf } from './operator.ts';

/** `expired`: the person is known, the sign-in holds no longer; what is typed stays. */
export type SignInState = 'out' | 'in' | 'expired';

export interface SignIn {
  state: Accessor<SignInState>;
  operator: Accessor<Operator | null>;
  /** The last try to sign in or out led nowhere. */
  failed: Accessor<boolean>;
  /** An ID token that holds, and until when (epoch milliseconds). Rejects with SIGNED_OUT. */
  token(): Promise<{ token: string; expiresAt: number }>;
  /** Leaves for the sign-in page, and comes back to where the person was. */
  signIn(): Promise<void>;
  signOut(): Promise<void>;
}

interface Options {
  readonly operators: Config['operators'];
  /** `https://…/admin`: the one address that the user pool sends back to. */
  readonly desk: string;
}

interface Left {
  readonly path?: string;
}

/** Renewed when less is left. */
const ENOUGH = 60_000;

/**
 * Sign-in at the user pool: authorization code with PKCE, renewed with the refresh token. It is the ID token that the API is given: it alone names
 * the person by e-mail.
 */
export async function createSignIn({ operators, desk }: Options): Promise<SignIn> {
  const manager = new UserManager({
    authority: operators.authority,
    client_id: operators.clientId,
    redirect_uri: desk,
    scope: 'openid email',
    automaticSilentRenew: true,
  });
  const [user, setUser] = createSignal<User | null>(null);
  const [state, setState] = createSignal<SignInState>('out');
  const [failed, setFailed] = createSignal(false);
  let renewing: Promise<User> | null = null;
  const enter = (next: User | null) => {
    setUser(next);
    setState(next ? 'in' : 'out');
  };
  const expire = () => {
    setState((before) => (before === 'in' ? 'expired' : before));
  };

  const back = new URLSearchParams(location.search);
  if (back.has('code') || back.has('error')) await comeBack();
  else enter(await manager.getUser());
  manager.events.addUserLoaded(enter);
  manager.events.addAccessTokenExpired(expire);
  manager.events.addSilentRenewError(expire);
  if (untrack(user)?.expired) await renew().catch(() => null);

  async function comeBack(): Promise<void> {
    try {
      const next = await manager.signinCallback();
      enter(next ?? null);
      arrive((next?.state as Left | undefined)?.path ?? eventsPath);
    } catch (cause) {
      // The person went back, or the answer is an old one.
      fail(cause);
      arrive(eventsPath);
    }
  }

  function fail(cause: unknown): void {
    console.warn('sign-in', cause);
    setFailed(true);
  }

  /** One at a time: each renewal uses its refresh token up. */
  function renew(): Promise<User> {
    renewing ??= renewNow().finally(() => {
      renewing = null;
    });
    return renewing;
  }

  async function renewNow(): Promise<User> {
    const next = await manager.signinSilent().catch((cause: unknown) => {
      expire();
      throw new Refusal('SIGNED_OUT', {}, cause);
    });
    if (!next) throw new Refusal('SIGNED_OUT');
    return next;
  }

  return {
    state,
    failed,
    operator: () => {
      const now = user();
      return now && operatorOf(now.profile);
    },
    token: async () => {
      const now = user();
      if (!now) throw new Refusal('SIGNED_OUT');
      const { id_token, expires_at } = left(now) < ENOUGH ? await renew() : now;
      return { token: id_token ?? '', expiresAt: (expires_at ?? 0) * 1000 };
    },
    signIn: () => manager.signinRedirect({ state: { path: location.pathname } satisfies Left }).catch(fail),
    // Cognito wants its own two parameters here; other providers take the standard's, which the library sends.
    signOut: () =>
      manager
        .signoutRedirect({
          post_logout_redirect_uri: desk,
          extraQueryParams: { client_id: operators.clientId, logout_uri: desk },
        })
        .catch(fail),
  };
}

const left = (user: User): number => (user.expires_at ?? 0) * 1000 - Date.now();
