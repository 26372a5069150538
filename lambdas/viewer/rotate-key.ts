import { Logger } from '@aws-lambda-powertools/logger';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecretsManagerRotationEvent, SecretsManagerRotationEventStep } from 'aws-lambda';
import { type Environment, readEnvironment } from '../environment.ts';
import { makeSecretVersion, type SecretVersion } from './secret-version.ts';
import { addSigningKey, assertSigns, makeSigningKey, parseSigningKeys } from './signing-keys.ts';

const NAMES = ['SIGNING_SECRET'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const client = new SecretsManagerClient();
const logger = new Logger();

/** Secrets Manager calls it four times in a row, and any step again when it is not sure. */
export const handler = async (event: SecretsManagerRotationEvent): Promise<void> => {
  if (event.SecretId !== env.SIGNING_SECRET) throw new Error(`not the secret to rotate: ${event.SecretId}`);
  const version = makeSecretVersion(client, event.SecretId, event.ClientRequestToken);
  logger.info('rotation', { step: event.Step, version: event.ClientRequestToken });
  if (!(await version.isCurrent())) await STEPS[event.Step](version);
};

const create = async (version: SecretVersion): Promise<void> => {
  if (await version.readPending()) return;
  const now = new Date();
  const current = await version.readCurrent();
  const keys = current ? parseSigningKeys(current) : { keys: [] };
  await version.put(JSON.stringify(addSigningKey(keys, await makeSigningKey(now), now)));
};

/** Nobody else keeps the key. */
const set = async (): Promise<void> => undefined;

const test = async (version: SecretVersion): Promise<void> => {
  const pending = await version.readPending();
  if (!pending) throw new Error('the version to test was never put');
  await assertSigns(parseSigningKeys(pending));
};

const finish = (version: SecretVersion): Promise<void> => version.promote();

const STEPS: Record<SecretsManagerRotationEventStep, (version: SecretVersion) => Promise<void>> = {
  createSecret: create,
  setSecret: set,
  testSecret: test,
  finishSecret: finish,
};
