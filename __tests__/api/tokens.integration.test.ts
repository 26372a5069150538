import { createPublicKey, randomBytes } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { operatorKey } from '#graphql/keys';
import { accessKey, role, stageTable } from '../aws.ts';
import { bearer, type Caller, signer } from '../callers.ts';
import { EventUnderTest } from '../event-under-test.ts';
import { graphql, stack, token } from '../stack.ts';
import { SubscriptionRefused, watch } from '../watch.ts';

let event: EventUnderTest;
let stage: string;

beforeAll(async () => {
  event = await EventUnderTest.put('tokens');
  stage = event.stage('main');
}, 60_000);

const READ = 'query ($stage: ID!) { stage(id: $stage) { id } }';
const ACT = 'mutation ($stage: ID!) { endSession(stage: $stage, expected: 0) { id } }';
const PUBLISH =
  'mutation ($input: LiveStateInput!) { publishLiveState(input: $input) { stage seq title { lang value } } }';

const base64 = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');

/** The key by which the issuer of a token signs, as it publishes it. */
async function publicKeyOf(of: string): Promise<JWK> {
  const { iss } = decodeJwt(of);
  const discovery = (await (await fetch(`${iss}/.well-known/openid-configuration`)).json()) as { jwks_uri: string };
  const { keys } = (await (await fetch(discovery.jwks_uri)).json()) as { keys: JWK[] };
  const key = keys.find(({ kid }) => kid === decodeProtectedHeader(of).kid);
  if (!key) throw new Error(`${iss} does not publish the key of its token`);
  return key;
}

/** Ways to make a token out of a good one without having the issuer's key. */
const FORGERIES: Record<string, (good: string) => Promise<string>> = {
  'whose claims were changed': async (good) => {
    const [header, , signature] = good.split('.');
    return `${header}.${base64({ ...decodeJwt(good), sub: randomBytes(16).toString('hex') })}.${signature}`;
  },
  'that another key signed under the same key id': async (good) => {
    const { privateKey } = await generateKeyPair('RS256');
    const header = { alg: 'RS256', kid: decodeProtectedHeader(good).kid };
    return new SignJWT(decodeJwt(good)).setProtectedHeader(header).sign(privateKey);
  },
  'that brings its own key': async (good) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    return new SignJWT(decodeJwt(good)).setProtectedHeader({ alg: 'RS256', jwk }).sign(privateKey);
  },
  'with alg none': async (good) => `${base64({ alg: 'none', typ: 'JWT' })}.${good.split('.')[1]}.`,
  'with alg none and the signature of a good one': async (good) => {
    const [, claims, signature] = good.split('.');
    return `${base64({ alg: 'none', kid: decodeProtectedHeader(good).kid })}.${claims}.${signature}`;
  },
  'with HS256 and the public key as its secret': async (good) => {
    const jwk = await publicKeyOf(good);
    const pem = createPublicKey({ key: { ...jwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const header = { alg: 'HS256', kid: jwk.kid };
    return new SignJWT(decodeJwt(good)).setProtectedHeader(header).sign(Buffer.from(pem));
  },
  'without a signature': async (good) => good.split('.').slice(0, 2).join('.'),
};

/** How a caller fares by HTTP, and at the real-time endpoint: at the handshake, and in a subscription on somebody else's connection. */
async function fate(caller: Caller): Promise<{ http: number; handshake: string; subscription: string }> {
  const refusal = (attempt: Promise<{ close(): void }>) =>
    attempt.then(
      (watcher) => {
        watcher.close();
        return 'let in';
      },
      (error: unknown) => {
        if (error instanceof SubscriptionRefused) return error.errorType;
        throw error;
      },
    );
  const good = await event.viewer();
  return {
    http: (await graphql(caller, READ, { stage })).status,
    handshake: await refusal(watch(stage, good, caller)),
    subscription: await refusal(watch(stage, caller, good)),
  };
}

const REFUSED = { http: 401, handshake: 'UnauthorizedException', subscription: 'UnauthorizedException' };

describe.each(['viewer', 'operator'])('a token of a %s', (who) => {
  const give = (options = {}) => token(who, { event: event.id, ...options });

  it('is taken', async () => {
    expect(await fate(bearer(await give()))).toEqual({ http: 200, handshake: 'let in', subscription: 'let in' });
  });

  it.each(Object.keys(FORGERIES))('is refused %s', async (way) => {
    const forged = await FORGERIES[way]!(await give());
    expect(await fate(bearer(forged))).toEqual(REFUSED);
  });

  it('is refused when it has expired', async () => {
    expect(await fate(bearer(await give({ expired: true })))).toEqual(REFUSED);
  });

  it('is refused when it names an issuer that is not ours, whoever signed it', async () => {
    expect(await fate(bearer(await give({ issuer: 'https://issuer.example.test' })))).toEqual(REFUSED);
  });

  it('is refused when it names the other one of our issuers', async () => {
    const { issuer, operators } = stack();
    const other = who === 'viewer' ? operators : issuer;
    expect(await fate(bearer(await give({ issuer: other })))).toEqual(REFUSED);
  });
});

it('refuses a viewer’s token that is for somebody else', async () => {
  expect(await fate(bearer(await token('viewer', { event: event.id, audience: 'another-site' })))).toEqual(REFUSED);
});

describe('an operator', () => {
  const acts = async (by: string) => (await graphql(by, ACT, { stage })).errors.map(({ errorType }) => errorType);

  it.each(['moderator', 'interpreter', 'admin', 'Operator'])('does not act by the group %s', async (group) => {
    expect(await acts(await token('operator', { group }))).toEqual(['Unauthorized']);
  });

  it('does not act once removed, though the token still says so', async () => {
    // Somebody else than the operator by whom the other tests act.
    const colleague = await token('interpreter', { group: 'operator' });
    const { sub = '' } = decodeJwt(colleague);
    const table = await stageTable();
    expect(await acts(colleague)).toEqual(['CONFLICT']);
    await table.put({ ...operatorKey(sub), removed: true });
    expect(await acts(colleague)).toEqual(['OPERATOR_REMOVED']);
    await table.put({ ...operatorKey(sub), roles: ['moderator'] });
    expect(await acts(colleague)).toEqual(['NOT_ADMITTED']);
    await table.put({ ...operatorKey(sub), roles: ['interpreter', 'operator'] });
    expect(await acts(colleague)).toEqual(['CONFLICT']);
  });
});

describe('a publish', () => {
  const input = () => ({ stage, seq: 2_000_000_000, state: JSON.stringify({ stage, seq: 2_000_000_000, title: [] }) });
  const publish = (by: Caller) => graphql(by, PUBLISH, { input: input() });
  const refusalOf = async (by: Caller) => {
    const { status, errors } = await publish(by);
    return [status, errors[0]?.errorType];
  };

  it('is refused unsigned, and by any token', async () => {
    expect((await publish(async ({ host }) => ({ host }))).status).toBe(401);
    expect(await refusalOf(bearer(await event.viewer()))).toEqual([200, 'Unauthorized']);
    expect(await refusalOf(bearer(event.operator))).toEqual([200, 'Unauthorized']);
  });

  it('is refused when it is signed wrongly', async () => {
    const key = await accessKey('live-publish');
    const good = signer(key);
    const wrong: Caller[] = [
      signer({ ...key, secretAccessKey: 'guessed' }),
      signer({ ...key, accessKeyId: 'AKIAGUESSEDGUESSED' }),
      signer({ ...key, region: 'us-west-1' }),
      signer(key, 'execute-api'),
      (call) => good({ ...call, body: `${call.body} ` }),
      (call) => good({ ...call, host: 'elsewhere.example.test' }),
      async (call) => ({ ...(await good(call)), 'x-amz-date': '20200101T000000Z' }),
    ];
    const answers = await Promise.all(wrong.map(publish));
    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 403));
    expect(answers.flatMap(({ data }) => data ?? [])).toEqual([]);
  });

  it('is refused when it is rightly signed by a role whose policy does not allow it', async () => {
    for (const name of ['live-beat', 'change-fan-out', 'viewer-issue', 'api-table'])
      expect([name, ...(await refusalOf(await role(name)))]).toEqual([name, 200, 'Unauthorized']);
  });

  it('that was refused reaches nobody', async () => {
    const watcher = await watch(stage, await event.viewer());
    await publish(await role('live-beat'));
    await publish(bearer(event.operator));
    await event.setCurtain('main', 'UP');
    expect((await watcher.until(({ curtain }) => curtain === 'UP')).seq).toBeLessThan(2_000_000_000);
    expect(watcher.states.filter(({ seq }) => seq === 2_000_000_000)).toEqual([]);
    watcher.close();
  });

  it('by the publisher opens no other field', async () => {
    const publisher = await role('live-publish');
    const { errors } = await graphql(publisher, READ, { stage });
    expect(errors).toMatchObject([{ errorType: 'Unauthorized', path: ['stage'] }]);
    await expect(watch(stage, publisher)).rejects.toMatchObject({ errorType: 'Unauthorized' });
  });
});
