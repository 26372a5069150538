import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { EventUnderTest } from '../event-under-test.ts';
import { stack, token } from '../stack.ts';

let event: EventUnderTest;
let draft: EventUnderTest;

beforeAll(async () => {
  event = await EventUnderTest.put('session');
  draft = await EventUnderTest.put('draft', { state: 'DRAFT' });
}, 60_000);

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** What `POST /session` on the site gives. */
const ask = async (body: unknown, headers: Record<string, string> = {}) => {
  const response = await post(stack().session, body, headers);
  return { status: response.status, ...((await response.json()) as { token?: string; error?: string }) };
};

const askAgain = async (old: string) => {
  const { token: given } = await ask({ event: event.id }, { authorization: `Bearer ${old}` });
  return decodeJwt(String(given));
};

describe('POST /session', () => {
  it('gives a token for the event, an hour long, to whoever asks through the site', async () => {
    const before = Math.floor(Date.now() / 1000);
    const response = await post(stack().session, { event: event.id });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { token: given, expiresAt, serverTime } = (await response.json()) as Record<string, string>;
    const claims = decodeJwt(given ?? '');
    expect(claims).toMatchObject({
      iss: stack().issuer,
      aud: 'butai-viewer',
      azp: 'butai-viewer',
      event: event.id,
      access: 'OPEN',
      sub: expect.stringMatching(/^[0-9a-f]{32}$/),
      net: expect.stringMatching(/^[0-9a-f]+$/),
      since: claims.iat,
    });
    expect(claims.exp).toBe(expiresAt);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3_600);
    expect(claims.iat).toBeGreaterThanOrEqual(before);
    expect(Date.parse(serverTime ?? '')).toBeGreaterThanOrEqual(before * 1000);
  });

  it('refuses who goes past the edge, also with a guessed secret', async () => {
    const direct = `${stack().issuer}/session`;
    const guesses: Record<string, string>[] = [{}, { 'x-butai-origin': '' }, { 'x-butai-origin': 'guessed' }];
    for (const headers of guesses) {
      const response = await post(direct, { event: event.id }, headers);
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ error: 'NOT_ADMITTED' });
    }
  });

  it('does not take the secret from a visitor of the site, nor tell it', async () => {
    const response = await post(stack().session, { event: event.id }, { 'x-butai-origin': 'guessed' });
    expect(response.status).toBe(200);
    expect([...response.headers.keys()]).not.toContain('x-butai-origin');
  });

  it('is a POST and nothing else', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status } = await fetch(`${stack().issuer}/session`, { method });
      expect([method, status]).toEqual([method, 404]);
      expect((await fetch(stack().session, { method })).status).toBe(404);
    }
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no event', '{}'],
    ['an event that is no text', '{"event":{"$ne":1}}'],
    ['an id that is none', '{"event":"../../etc/passwd"}'],
    ['a stage in place of an event', '{"event":"event.stage"}'],
    ['a very long id', JSON.stringify({ event: 'a'.repeat(10_000) })],
  ])('refuses a body with %s', async (_what, body) => {
    expect(await ask(body)).toEqual({ status: 400, error: 'INVALID_ID' });
  });

  it('knows no difference between a draft and an event that is not there', async () => {
    expect(await ask({ event: 'no-such-event' })).toEqual({ status: 404, error: 'EVENT_NOT_OPEN' });
    expect(await ask({ event: draft.id })).toEqual({ status: 404, error: 'EVENT_NOT_OPEN' });
  });

  it('keeps who a viewer is and since when, for a token of ours that is good or has just ended', async () => {
    const old = await event.viewer();
    const { sub, since, exp } = decodeJwt(old);
    const again = await askAgain(old);
    expect(again).toMatchObject({ sub, since });
    expect(again.exp).toBeGreaterThanOrEqual(exp ?? 0);
    const ended = await token('viewer', { event: event.id, expired: true });
    expect(await askAgain(ended)).toMatchObject({ sub: decodeJwt(ended).sub, since: decodeJwt(ended).since });
  });

  it('makes a new viewer of who brings a token that is not ours, or for another event', async () => {
    const other = await EventUnderTest.put('elsewhere');
    const good = await event.viewer();
    const [header, claims] = good.split('.');
    const strange = [
      `${header}.${claims}.AAAA`,
      await token('viewer', { event: event.id, issuer: 'https://issuer.example.test' }),
      await token('viewer', { event: event.id, audience: 'another-site' }),
      await other.viewer(),
      event.operator,
    ];
    for (const old of strange) {
      const viewer = await askAgain(old);
      expect(viewer).toMatchObject({ event: event.id, sub: expect.stringMatching(/^[0-9a-f]{32}$/) });
      expect(viewer.sub).not.toBe(decodeJwt(old).sub);
    }
    expect((await askAgain('nonsense')).sub).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('the issuer', () => {
  const read = async (path: string) => {
    const response = await fetch(`${stack().issuer}${path}`);
    return { response, body: (await response.json()) as Record<string, unknown> };
  };

  it('is discovered, and publishes the public halves of its keys alone', async () => {
    const { response, body } = await read('/.well-known/openid-configuration');
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(body).toMatchObject({
      issuer: stack().issuer,
      jwks_uri: `${stack().issuer}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
    const keys = (await read('/.well-known/jwks.json')).body as unknown as JSONWebKeySet;
    expect(keys.keys.length).toBeGreaterThan(0);
    for (const key of keys.keys) {
      expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig', kid: expect.any(String) });
      expect(Object.keys(key).filter((part) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].includes(part))).toEqual([]);
    }
    const { protectedHeader } = await jwtVerify(await event.viewer(), createLocalJWKSet(keys), {
      issuer: stack().issuer,
      audience: 'butai-viewer',
    });
    expect(protectedHeader.alg).toBe('RS256');
  });
});
