import {
  CompactSign,
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';

/** AppSync is sure of this one only. */
export const ALGORITHM = 'RS256';

/** How long a viewer's token lives. */
export const TOKEN_SECONDS = 3_600;
/** How long after its end a token still proves who its viewer was. */
export const RENEWABLE_SECONDS = 24 * 3_600;
/** Time for every cache of the public keys to learn a new one before anything is signed with it. */
const PUBLISHED_BEFORE_USE_SECONDS = 3_600;

export interface SigningKey {
  readonly kid: string;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** The secret's content: newest first. */
export interface SigningKeys {
  readonly keys: readonly SigningKey[];
}

export const parseSigningKeys = (secret: string): SigningKeys => {
  const parsed: unknown = JSON.parse(secret);
  if (typeof parsed !== 'object' || parsed === null || !('keys' in parsed) || !Array.isArray(parsed.keys))
    throw new Error('the signing secret holds no keys');
  return { keys: parsed.keys };
};

export const makeSigningKey = async (now: Date): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const [privateJwk, publicJwk] = await Promise.all([exportJWK(privateKey), exportJWK(publicKey)]);
  const kid = await calculateJwkThumbprint(publicJwk);
  return { kid, privateJwk, publicJwk, createdAt: now.toISOString() };
};

/** The newest key that everybody can know by now; when all are new, the oldest. */
export const chooseSigningKey = ({ keys }: SigningKeys, now: Date): SigningKey => {
  const chosen = keys.find((key) => ageOf(key, now) >= PUBLISHED_BEFORE_USE_SECONDS) ?? keys.at(-1);
  if (!chosen) throw new Error('the signing secret holds no keys');
  return chosen;
};

/** The keys with a new one, without those by which nobody can be recognised any more: their last token is neither valid nor renewable. */
export const addSigningKey = ({ keys }: SigningKeys, added: SigningKey, now: Date): SigningKeys => {
  const kept = keys.filter((_, i) => {
    const successor = keys[i - 1];
    return !successor || ageOf(successor, now) < PUBLISHED_BEFORE_USE_SECONDS + TOKEN_SECONDS + RENEWABLE_SECONDS;
  });
  return { keys: [added, ...kept] };
};

/** Throws unless what the newest private key signs, its public half verifies. */
export const assertSigns = async ({ keys: [newest] }: SigningKeys): Promise<void> => {
  if (!newest) throw new Error('the signing secret holds no keys');
  const signed = await new CompactSign(new TextEncoder().encode(newest.kid))
    .setProtectedHeader({ alg: ALGORITHM })
    .sign(await importJWK(newest.privateJwk, ALGORITHM));
  await compactVerify(signed, await importJWK(newest.publicJwk, ALGORITHM));
};

/** What anybody may know, in the form that AppSync asks for. */
export const publicKeys = ({ keys }: SigningKeys): JSONWebKeySet => ({
  keys: keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: ALGORITHM, use: 'sig' })),
});

const ageOf = ({ createdAt }: SigningKey, now: Date): number => (now.getTime() - Date.parse(createdAt)) / 1_000;
