import { randomBytes } from 'node:crypto';
import { createLocalJWKSet, errors, importJWK, jwtVerify, SignJWT } from 'jose';
import type { Access } from '#graphql/schema.generated';
import {
  ALGORITHM,
  chooseSigningKey,
  publicKeys,
  RENEWABLE_SECONDS,
  type SigningKeys,
  TOKEN_SECONDS,
} from './signing-keys.ts';

/** Who issues for whom. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
}

/** What a token says about its viewer. */
export interface Viewer {
  /** 32 random hexadecimal digits: rows of a viewer spread over partitions by the first two. */
  readonly sub: string;
  readonly event: string;
  readonly access: Access;
  /** Epoch seconds of the viewer's first token for the event. */
  readonly since: number;
}

export interface IssuedToken {
  readonly token: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** A viewer whom nobody knows yet. */
export const newViewer = (event: string, access: Access, now: Date): Viewer => ({
  sub: randomBytes(16).toString('hex'),
  event,
  access,
  since: seconds(now),
});

/**
 * Signs a viewer's token.
 * @param net keyed hash of the address prefix, never the address
 */
export const signViewer = async (
  viewer: Viewer,
  net: string,
  { issuer, audience }: Issuer,
  keys: SigningKeys,
  now: Date,
): Promise<IssuedToken> => {
  const { kid, privateJwk } = chooseSigningKey(keys, now);
  const { sub, event, access, since } = viewer;
  const expiresAt = seconds(now) + TOKEN_SECONDS;
  const token = await new SignJWT({ azp: audience, event, access, since, net })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid })
    .setIssuer(issuer)
    .setSubject(sub)
    .setAudience(audience)
    .setIssuedAt(seconds(now))
    .setExpirationTime(expiresAt)
    .sign(await importJWK(privateJwk, ALGORITHM));
  return { token, expiresAt };
};

/** Whom an earlier token of ours names; null when it is none, or too old. Whoever brings such a one is a new viewer: nothing is gained by it. */
export const recogniseViewer = async (
  token: string,
  { issuer, audience }: Issuer,
  keys: SigningKeys,
  now: Date,
): Promise<Viewer | null> => {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(publicKeys(keys)), {
      issuer,
      audience,
      algorithms: [ALGORITHM],
      clockTolerance: RENEWABLE_SECONDS,
      currentDate: now,
      requiredClaims: ['sub', 'event', 'access', 'since', 'exp'],
    });
    return payload as unknown as Viewer;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
};

const seconds = (time: Date): number => Math.floor(time.getTime() / 1_000);
