import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { AuthMode } from '../api.ts';
import { Unauthorized } from '../errors.ts';
import type { Caller } from './caller.ts';

type TokenMode = Exclude<AuthMode, { type: 'AWS_IAM' }>;

/** Checks tokens of the API's OpenID Connect and Cognito issuers. Keys are fetched once, by discovery, and kept. */
export class Tokens {
  readonly #modes: TokenMode[];
  readonly #keys = new Map<string, Promise<JWTVerifyGetKey>>();

  constructor(modes: readonly AuthMode[]) {
    this.#modes = modes.filter((mode) => mode.type !== 'AWS_IAM');
  }

  /** Throws `Unauthorized` unless the token was signed, for this API, by the one issuer that it names. */
  async verify(token: string, sourceIp: string): Promise<Caller> {
    const mode = this.#modes.find(({ issuer }) => issuer === issuerOf(token));
    if (!mode) throw new Unauthorized();
    const claims = await this.#claims(token, mode);
    return mode.type === 'OPENID_CONNECT' ? viewer(claims, mode) : user(claims, mode, sourceIp);
  }

  async #claims(token: string, { issuer }: TokenMode): Promise<JWTPayload> {
    const keys = await this.#keysOf(issuer);
    try {
      const required = ['exp', 'iat', 'sub'];
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'], requiredClaims: required });
      if ((payload.iat ?? 0) * 1000 > Date.now() + 60_000) throw new Unauthorized();
      return payload;
    } catch (cause) {
      throw refusal(cause);
    }
  }

  #keysOf(issuer: string): Promise<JWTVerifyGetKey> {
    const kept = this.#keys.get(issuer);
    if (kept) return kept;
    const fetched = discover(issuer);
    this.#keys.set(issuer, fetched);
    fetched.catch(() => this.#keys.delete(issuer));
    return fetched;
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (cause) {
    throw caused(new Unauthorized('Unable to parse JWT token.'), cause);
  }
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  try {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { issuer: named, jwks_uri: keys } = (await answer.json()) as { issuer?: string; jwks_uri?: string };
    if (named !== issuer || !keys) throw new Error(`its discovery document is of ${named}`);
    // No cool-down: an unknown key id fetches the keys anew, so that a rotated key is known at once.
    return createRemoteJWKSet(new URL(keys), { cooldownDuration: 0 });
  } catch (cause) {
    throw caused(new Unauthorized(`Unable to fetch the keys of ${issuer}.`), cause);
  }
}

function viewer(claims: JWTPayload, mode: TokenMode & { type: 'OPENID_CONNECT' }): Caller {
  const audience = [claims.aud, claims.azp].flat();
  if (mode.clientId && !audience.some((client) => matches(mode.clientId, client))) throw new Unauthorized();
  withinTtl(claims.iat, mode.iatTtl);
  withinTtl(claims.auth_time, mode.authTtl);
  return {
    authType: mode.type,
    identity: { claims, issuer: claims.iss, sub: claims.sub },
    groups: [],
    ...common(claims),
    audience: mode.type,
  };
}

function user(claims: JWTPayload, mode: TokenMode & { type: 'AMAZON_COGNITO_USER_POOLS' }, sourceIp: string): Caller {
  const client = claims.token_use === 'access' ? claims.client_id : claims.token_use === 'id' ? claims.aud : undefined;
  if (client === undefined || (mode.appIdClientRegex && !matches(mode.appIdClientRegex, client)))
    throw new Unauthorized();
  const groups = claims['cognito:groups'] as string[] | undefined;
  return {
    authType: mode.type,
    identity: {
      claims,
      defaultAuthStrategy: mode.defaultAction,
      groups: groups ?? null,
      issuer: claims.iss,
      sourceIp: [sourceIp],
      sub: claims.sub,
      username: claims['cognito:username'] ?? claims.username,
    },
    groups: groups ?? [],
    ...common(claims),
    audience: `${mode.type} ${JSON.stringify([...(groups ?? [])].sort())}`,
  };
}

const common = (claims: JWTPayload) => ({ subject: claims.sub ?? '', expiresAt: (claims.exp ?? 0) * 1000 });

function matches(pattern: string | undefined, client: unknown): boolean {
  return typeof client === 'string' && new RegExp(`^(?:${pattern})$`).test(client);
}

/** `ttl` in milliseconds, `since` in seconds; a token without the claim fails wherever a time to live is set. */
function withinTtl(since: unknown, ttl: number | undefined): void {
  if (!ttl) return;
  if (typeof since !== 'number' || since * 1000 + ttl < Date.now()) throw new Unauthorized('Token has expired.');
}

function refusal(cause: unknown): Unauthorized {
  if (cause instanceof Unauthorized) return cause;
  if (cause instanceof errors.JWTExpired) return caused(new Unauthorized('Token has expired.'), cause);
  if (cause instanceof errors.JWSInvalid || cause instanceof errors.JWTInvalid) {
    return caused(new Unauthorized('Unable to parse JWT token.'), cause);
  }
  return caused(new Unauthorized(), cause);
}

function caused(error: Unauthorized, cause: unknown): Unauthorized {
  error.cause = cause;
  return error;
}
