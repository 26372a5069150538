import type { SignIn } from '../../local/sign-in/start.ts';
import type { Resource, World } from '../../local/terraform/world.ts';

export const CALLBACK = 'http://127.0.0.1:8080/admin';
export const BYE = 'http://127.0.0.1:8080/bye';
const POOL = 'eu-west-1_LocalTest';
export const CLIENT = 'desk0client';

type Values = Record<string, unknown>;

const resource = (type: string, name: string, values: Values): Resource => ({
  address: `${type}.${name}`,
  type,
  name,
  values,
});
const group = (name: string, precedence: number) =>
  resource('aws_cognito_user_group', name, { name, precedence, user_pool_id: POOL });

export interface SignInSetting {
  pool?: Values;
  client?: Values;
}

/** A user pool with managed login, two groups and one client. */
export const signInWorld = ({ pool, client }: SignInSetting = {}): World => ({
  resources: [
    resource('aws_cognito_user_pool', 'operators', {
      id: POOL,
      name: 'operators',
      username_attributes: ['email'],
      password_policy: { minimum_length: 14 },
      ...pool,
    }),
    resource('aws_cognito_user_pool_domain', 'operators', {
      id: 'd',
      domain: 'd',
      managed_login_version: 2,
      user_pool_id: POOL,
    }),
    group('moderator', 2),
    group('operator', 1),
    resource('aws_cognito_user_pool_client', 'desk', {
      id: CLIENT,
      name: 'desk',
      user_pool_id: POOL,
      access_token_validity: 30,
      id_token_validity: 20,
      refresh_token_validity: 12,
      token_validity_units: [{ access_token: 'minutes', id_token: 'minutes', refresh_token: 'hours' }],
      refresh_token_rotation: [{ feature: 'ENABLED', retry_grace_period_seconds: 0 }],
      allowed_oauth_flows: ['code'],
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_scopes: ['openid', 'email'],
      callback_urls: [CALLBACK],
      logout_urls: [BYE],
      enable_token_revocation: true,
      supported_identity_providers: ['COGNITO'],
      ...client,
    }),
  ],
  outputs: {},
  account: '123456789012',
  region: 'eu-west-1',
});

/** Cookies and redirects, as far as signing in needs them. */
export class Browser {
  readonly #jar = new Map<string, string>();
  readonly #signIn: SignIn;

  constructor(signIn: SignIn) {
    this.#signIn = signIn;
  }

  async visit(url: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      ...(form && { body: new URLSearchParams(form) }),
      headers: { cookie: [...this.#jar].map((pair) => pair.join('=')).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=', 2);
      this.#jar.set(name, value);
    }
    return response;
  }

  /** Follows redirects as a browser does, choosing `email` on the sign-in page. Gives where it ended. */
  async browse(url: string, email?: string): Promise<{ url: string; response?: Response }> {
    let response = await this.visit(url);
    let at = url;
    for (let hop = 0; hop < 10; hop++) {
      const location = response.headers.get('location');
      if (location) {
        at = new URL(location, at).href;
        if (!at.startsWith(this.#signIn.issuer)) return { url: at };
        response = await this.visit(at);
      } else if (response.status === 200 && email && at.includes('/login/')) {
        const sub = this.#signIn.users.find((user) => user.email === email)?.sub ?? '';
        response = await this.visit(at, { sub });
      } else return { url: at, response };
    }
    throw new Error(`no end of redirects at ${at}`);
  }
}
