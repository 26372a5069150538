import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { Client } from './pool.ts';
import type { User } from './users.ts';

export interface Tokens {
  idToken: string;
  accessToken: string;
}

/** What a token says, as far as it differs from one sign-in to the next. Times are in seconds since the epoch. */
export interface Claims {
  user: User;
  client: Client;
  issuer: string;
  scopes: readonly string[];
  authTime: number;
  issuedAt: number;
  nonce?: string | undefined;
  /** In place of the client's id. */
  audience?: string | undefined;
  /** In place of the user's. */
  groups?: readonly string[] | undefined;
}

export interface Signer {
  /** With the private half, for the provider that publishes the public one. */
  jwk: JWK;
  sign(claims: Claims): Promise<Tokens>;
}

const atHash = (accessToken: string) =>
  createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');

function common({ user, issuer, authTime, issuedAt, groups = user.groups }: Claims, seconds: number): JWTPayload {
  return {
    sub: user.sub,
    ...(groups.length > 0 && { 'cognito:groups': groups }),
    iss: issuer,
    origin_jti: crypto.randomUUID(),
    event_id: crypto.randomUUID(),
    auth_time: authTime,
    iat: issuedAt,
    exp: issuedAt + seconds,
    jti: crypto.randomUUID(),
  };
}

/** Signs tokens with the claims that Amazon Cognito gives: an access token names its client in `client_id` and has no `aud`. */
export async function createSigner(): Promise<Signer> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = crypto.randomUUID();
  const jwk = { ...(await exportJWK(privateKey)), alg: 'RS256', kid, use: 'sig' };
  const signed = (payload: JWTPayload) =>
    new SignJWT(payload).setProtectedHeader({ kid, alg: 'RS256' }).sign(privateKey);

  return {
    jwk,
    async sign(claims) {
      const { user, client, scopes, nonce, audience = client.id } = claims;
      const accessToken = await signed({
        ...common(claims, client.accessTokenSeconds),
        token_use: 'access',
        version: 2,
        client_id: audience,
        scope: scopes.join(' '),
        username: user.sub,
      });
      const idToken = await signed({
        ...common(claims, client.idTokenSeconds),
        token_use: 'id',
        aud: audience,
        'cognito:username': user.sub,
        email: user.email,
        email_verified: true,
        at_hash: atHash(accessToken),
        ...(nonce && { nonce }),
      });
      return { idToken, accessToken };
    },
  };
}
