import { createServer } from 'node:http';
import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWTPayload, SignJWT } from 'jose';
import { close, listen } from '../listen.ts';

export interface TestIssuer {
  url: string;
  /** A token of this issuer. Claims that are undefined are left out. */
  token(claims?: JWTPayload & Record<string, unknown>, alg?: string): Promise<string>;
  /** How often keys were fetched. */
  keyFetches(): number;
  /** From now on signs with a new key, and publishes only that. */
  rotate(): Promise<void>;
  stop(): Promise<void>;
}

/** An issuer with discovery document and keys, on loopback. */
export async function startIssuer(): Promise<TestIssuer> {
  let url = '';
  let fetches = 0;
  let generation = 0;
  let pair = await generateKeyPair('RS256', { extractable: true });
  const server = createServer(async (request, response) => {
    if (request.url === '/keys') fetches += 1;
    const key = { ...(await exportJWK(pair.publicKey)), kid: `key-${generation}` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [key] } : { issuer: url, jwks_uri: `${url}/keys` }));
  });
  url = `http://127.0.0.1:${await listen(server)}`;
  return {
    url,
    keyFetches: () => fetches,
    async rotate() {
      generation += 1;
      pair = await generateKeyPair('RS256', { extractable: true });
    },
    async token(claims = {}, alg = 'RS256') {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: url, sub: 'someone', iat: now, exp: now + 3600, ...claims };
      const key = await importPKCS8(await exportPKCS8(pair.privateKey), alg);
      return new SignJWT(payload).setProtectedHeader({ alg, kid: `key-${generation}` }).sign(key);
    },
    stop: () => close(server),
  };
}
