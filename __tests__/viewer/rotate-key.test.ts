import { jest } from '@jest/globals';
import type { SecretsManagerRotationEventStep } from 'aws-lambda';
import { chooseSigningKey, makeSigningKey, parseSigningKeys } from '../../lambdas/viewer/signing-keys.ts';
import { fakeSecrets } from './fake-secrets.ts';

const SECRET = 'arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:signing';
Object.assign(process.env, { SIGNING_SECRET: SECRET, AWS_REGION: 'ap-northeast-1', POWERTOOLS_LOG_LEVEL: 'SILENT' });
const { handler } = await import('../../lambdas/viewer/rotate-key.ts');

const STEPS: SecretsManagerRotationEventStep[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
const HOUR = 3_600_000;
let secrets: ReturnType<typeof fakeSecrets>;
const step = (Step: SecretsManagerRotationEventStep, ClientRequestToken = 'one') =>
  handler({ Step, SecretId: SECRET, ClientRequestToken });
const rotate = async (token: string) => {
  for (const name of STEPS) await step(name, token);
};
const kids = () => parseSigningKeys(secrets.current(SECRET)!).keys.map(({ kid }) => kid);

beforeEach(() => {
  secrets = fakeSecrets();
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('rotating the signing key', () => {
  it('makes the first key of an empty secret', async () => {
    await rotate('one');
    expect(kids()).toHaveLength(1);
  });

  it('puts a new key before the one that signs until everybody knows the new one', async () => {
    await rotate('one');
    const [old] = kids();
    await rotate('two');
    expect(kids()).toHaveLength(2);
    expect(kids()[1]).toBe(old);
  });

  it('does the same when each step is called twice', async () => {
    await rotate('one');
    for (const name of STEPS) {
      await step(name, 'two');
      const once = secrets.versionsOf(SECRET).get('two')?.value;
      await step(name, 'two');
      expect(secrets.versionsOf(SECRET).get('two')?.value).toBe(once);
    }
    await rotate('two');
    expect(kids()).toHaveLength(2);
  });

  it('goes on where it was killed between any two steps', async () => {
    for (const [i] of STEPS.entries()) {
      for (const name of STEPS.slice(0, i)) await step(name, `token ${i}`);
      await rotate(`token ${i}`);
      expect(kids()).toHaveLength(i + 1);
    }
  });

  it('lets nothing pass that was never put, or does not sign', async () => {
    await rotate('one');
    await expect(step('testSecret', 'two')).rejects.toThrow('never put');
    const [good, other] = [await makeSigningKey(new Date()), await makeSigningKey(new Date())];
    const mixed = { keys: [{ ...good, publicJwk: other.publicJwk }] };
    secrets.versionsOf(SECRET).set('two', { value: JSON.stringify(mixed), labels: new Set(['AWSPENDING']) });
    await expect(step('testSecret', 'two')).rejects.toThrow('signature verification failed');
  });

  it('is for its own secret alone', async () => {
    await expect(handler({ Step: 'createSecret', SecretId: 'other', ClientRequestToken: 'x' })).rejects.toThrow(
      'other',
    );
  });

  it('keeps a key as long as somebody can be recognised by it', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'] });
    await rotate('one');
    const [first] = kids();
    jest.setSystemTime(100 * HOUR);
    await rotate('two');
    jest.setSystemTime(125 * HOUR);
    await rotate('three');
    expect(kids()).toContain(first);
    jest.setSystemTime(126 * HOUR);
    await rotate('four');
    expect(kids()).not.toContain(first);
    expect(kids()).toHaveLength(3);
  });
});

describe('the key that signs', () => {
  const keyOf = (kid: string, hours: number) => ({
    kid,
    createdAt: new Date(hours * HOUR).toISOString(),
    privateJwk: {},
    publicJwk: {},
  });
  const at = (hours: number) => new Date(hours * HOUR);
  const keys = { keys: [keyOf('new', 10), keyOf('old', 0)] };

  it('is the newest that has been known for an hour', () => {
    expect(chooseSigningKey(keys, at(10.9)).kid).toBe('old');
    expect(chooseSigningKey(keys, at(11)).kid).toBe('new');
  });

  it('is the oldest there is while all are new', () => {
    expect(chooseSigningKey(keys, at(0.5)).kid).toBe('old');
  });
});
