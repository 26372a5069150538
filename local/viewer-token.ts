import { randomBytes } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { resourcesOf, type World } from './terraform/world.ts';

export interface ViewerTokenWish {
  /** The event whose viewer it is for. */
  event: string;
  /** One that ended an hour ago. */
  expired?: boolean;
  /** One for somebody else. */
  audience?: string;
  /** One that names another issuer, signed with our key all the same. */
  issuer?: string;
}

interface SigningKeys {
  keys: { kid: string; privateJwk: JWK }[];
}

/** The issuer's private keys: the secret that a rotation fills. */
async function signingKeys(world: World, secretsUrl: string): Promise<SigningKeys> {
  const [rotation] = resourcesOf(world, 'aws_secretsmanager_secret_rotation');
  const response = await fetch(secretsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'secretsmanager.GetSecretValue', 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ SecretId: rotation?.values.secret_id }),
  });
  const { SecretString } = (await response.json()) as { SecretString: string };
  return JSON.parse(SecretString) as SigningKeys;
}

/** What the issuer gives to a new viewer, through the site. Throws with the issuer's code when it gives nothing. */
async function issue(site: string, event: string): Promise<string> {
  const response = await fetch(`${site}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event }),
  });
  const answer = (await response.json()) as { token?: string; error?: string };
  if (!answer.token) throw new Error(`the issuer gives no token for the event ${event}: ${answer.error}`);
  return answer.token;
}

const HOUR = 3600;

/** The stack's issuer: the site through which it answers, and where its keys are. */
export interface Issuer {
  world: World;
  site: string;
  secretsUrl: string;
}

/** Signs claims with the issuer's own key, as the token that it gave names it. */
async function signerOf(
  { world, secretsUrl }: Issuer,
  token: string,
): Promise<(claims: JWTPayload) => Promise<string>> {
  const { kid } = decodeProtectedHeader(token);
  const { keys } = await signingKeys(world, secretsUrl);
  const key = keys.find((each) => each.kid === kid);
  if (!key) throw new Error(`the signing secret has no key ${kid}`);
  const imported = await importJWK(key.privateJwk, 'RS256');
  return (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(imported);
}

/** A viewer's token: what the issuer gives, or the same with a claim that must be refused, signed with the issuer's own key. */
export async function viewerToken(issuer: Issuer, wish: ViewerTokenWish): Promise<string> {
  const token = await issue(issuer.site, wish.event);
  if (!wish.expired && !wish.audience && !wish.issuer) return token;
  const claims: JWTPayload = { ...decodeJwt(token) };
  if (wish.audience) Object.assign(claims, { aud: wish.audience, azp: wish.audience });
  if (wish.issuer) claims.iss = wish.issuer;
  if (wish.expired) {
    const ended = Math.floor(Date.now() / 1000) - HOUR;
    Object.assign(claims, { iat: ended - HOUR, exp: ended });
  }
  return (await signerOf(issuer, token))(claims);
}

/** Tokens of as many viewers as a hall has: what the issuer gave to one of them, with another `sub` for each. Asking it one by one would take minutes. */
export async function viewerTokens(issuer: Issuer, event: string, count: number): Promise<string[]> {
  const token = await issue(issuer.site, event);
  const sign = await signerOf(issuer, token);
  const claims = decodeJwt(token);
  return Promise.all(Array.from({ length: count }, () => sign({ ...claims, sub: randomBytes(16).toString('hex') })));
}
