import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { createIam } from '../../local/iam/iam.ts';
import type { InvokeRotation, RotationEvent } from '../../local/secrets/rotation.ts';
import { type Secrets, startSecrets } from '../../local/secrets/secrets.ts';
import { resourcesOf } from '../../local/terraform/world.ts';
import { accountOf, FUNCTION, REGION } from './small-account.ts';

const DAY = 86_400_000;
const TOKEN = { a: 'a'.repeat(32), b: 'b'.repeat(32), c: 'c'.repeat(32) };
const permission = {
  function_name: 'issue',
  action: 'lambda:InvokeFunction',
  principal: 'secretsmanager.amazonaws.com',
};
const rotation = (rules: object, more: object = {}) => ({
  secret_id: '${aws_secretsmanager_secret.key.id}',
  rotation_lambda_arn: FUNCTION,
  rotation_rules: rules,
  ...more,
});
const worldWith = (more: Record<string, Record<string, Record<string, unknown>>>) =>
  accountOf([], {
    aws_secretsmanager_secret: { key: { name: 'key', description: 'of tokens' }, origin: { name: 'origin' } },
    aws_secretsmanager_secret_version: {
      origin: { secret_id: '${aws_secretsmanager_secret.origin.id}', secret_string: 'first' },
    },
    ...more,
  });

let secrets: Secrets;
let client: SecretsManagerClient;
let arn: string;
let now: number;
let hourly: (() => void) | undefined;
const reported: string[] = [];

async function start(more = {}, invoke: InvokeRotation = async () => {}) {
  now = Date.parse('2026-11-21T10:00:00Z');
  const world = worldWith(more);
  const iam = createIam(world);
  arn = String(resourcesOf(world, 'aws_secretsmanager_secret')[0]!.values.arn);
  secrets = await startSecrets({
    world,
    invoke,
    allowed: (service, action, resource, source) =>
      iam.decide({ service }, action, resource, { 'aws:SourceArn': source }).allowed,
    clock: {
      now: () => now,
      every: (_ms, work) => {
        hourly = work;
        return () => {
          hourly = undefined;
        };
      },
    },
    report: (source, message) => reported.push(`${source}: ${message}`),
  });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new SecretsManagerClient({ endpoint: secrets.url, region: REGION, credentials, maxAttempts: 1 });
}
afterEach(() => secrets?.stop());

const get = (more: { VersionId?: string; VersionStage?: string } = {}, SecretId = 'key') =>
  client.send(new GetSecretValueCommand({ SecretId, ...more }));
const put = (SecretString: string, ClientRequestToken: string, VersionStages?: string[]) =>
  client.send(
    new PutSecretValueCommand({
      SecretId: arn,
      SecretString,
      ClientRequestToken,
      ...(VersionStages && { VersionStages }),
    }),
  );
const move = (VersionStage: string, MoveToVersionId?: string, RemoveFromVersionId?: string) =>
  client.send(
    new UpdateSecretVersionStageCommand({ SecretId: arn, VersionStage, MoveToVersionId, RemoveFromVersionId }),
  );
const stages = async () => (await client.send(new DescribeSecretCommand({ SecretId: arn }))).VersionIdsToStages;

describe('a secret', () => {
  beforeEach(() => start());

  it('has the value that Terraform gave it, by ARN and by name', async () => {
    expect(await get({}, 'origin')).toMatchObject({
      Name: 'origin',
      SecretString: 'first',
      VersionStages: ['AWSCURRENT'],
    });
  });

  it('has no value before there is one', async () => {
    await expect(get()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
  });

  it('that does not exist is not found', async () => {
    await expect(get({}, 'gone')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('keeps what was current as previous', async () => {
    await put('1', TOKEN.a);
    await put('2', TOKEN.b);
    expect((await get()).SecretString).toBe('2');
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('1');
    await put('3', TOKEN.c);
    expect(await stages()).toEqual({ [TOKEN.b]: ['AWSPREVIOUS'], [TOKEN.c]: ['AWSCURRENT'] });
    await expect(get({ VersionId: TOKEN.a })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('takes the same value for the same token twice, and no other', async () => {
    await put('1', TOKEN.a);
    expect((await put('1', TOKEN.a)).VersionStages).toEqual(['AWSCURRENT']);
    await expect(put('2', TOKEN.a)).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('goes back to the previous version', async () => {
    await put('1', TOKEN.a);
    await put('2', TOKEN.b);
    await move('AWSCURRENT', TOKEN.a, TOKEN.b);
    expect(await stages()).toEqual({ [TOKEN.a]: ['AWSCURRENT'], [TOKEN.b]: ['AWSPREVIOUS'] });
  });

  it('moves a stage only from where the caller believes it', async () => {
    await put('1', TOKEN.a);
    await put('2', TOKEN.b, ['AWSPENDING']);
    await expect(move('AWSCURRENT', TOKEN.b)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(move('AWSCURRENT', TOKEN.b, TOKEN.b)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(move('AWSCURRENT', TOKEN.c, TOKEN.a)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await move('AWSCURRENT', TOKEN.b, TOKEN.a);
    await move('AWSCURRENT', TOKEN.b, TOKEN.a); // again: it is there already
    expect(await stages()).toEqual({ [TOKEN.a]: ['AWSPREVIOUS'], [TOKEN.b]: ['AWSPENDING', 'AWSCURRENT'] });
  });

  it('takes a stage off a version, but never the current one', async () => {
    await put('1', TOKEN.a);
    await put('2', TOKEN.b, ['AWSPENDING']);
    await move('AWSPENDING', undefined, TOKEN.b);
    expect(await stages()).toEqual({ [TOKEN.a]: ['AWSCURRENT'] });
    await expect(move('AWSCURRENT', undefined, TOKEN.a)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('refuses tokens that are too short, and operations that it does not know', async () => {
    await expect(put('1', 'short')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(client.send(new ListSecretsCommand({}))).rejects.toThrow('secretsmanager:ListSecrets');
  });
});

describe('rotation', () => {
  let events: RotationEvent[];
  let failIn: string | undefined;
  /** A rotation function as AWS tells one to write them. */
  const rotate: InvokeRotation = async (_arn, event) => {
    events.push(event);
    if (event.Step === failIn) throw new Error('boom');
    const { SecretId, ClientRequestToken } = event;
    if (event.Step === 'createSecret') await put(`key ${ClientRequestToken}`, ClientRequestToken, ['AWSPENDING']);
    if (event.Step !== 'finishSecret') return;
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
    const current = Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes('AWSCURRENT'));
    await move('AWSCURRENT', ClientRequestToken, current);
  };
  const begin = async (
    rules: object = { automatically_after_days: 30 },
    more = {},
    permissions: object = { p: permission },
  ) => {
    await start(
      { aws_secretsmanager_secret_rotation: { r: rotation(rules, more) }, aws_lambda_permission: permissions },
      rotate,
    );
    await secrets.beginRotations();
  };
  beforeEach(() => {
    events = [];
    failIn = undefined;
    reported.length = 0;
  });

  it('fills the secret at the start, in four steps with one token', async () => {
    await begin();
    expect(events.map(({ Step }) => Step)).toEqual(['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
    const [token, ...others] = new Set(events.map((event) => event.ClientRequestToken));
    expect(others).toEqual([]);
    expect(events[0]!.SecretId).toBe(arn);
    expect(await get()).toMatchObject({ SecretString: `key ${token}`, VersionId: token });
  });

  it('waits for its time where it is not to run at once', async () => {
    await begin({ automatically_after_days: 30 }, { rotate_immediately: false });
    expect(events).toEqual([]);
  });

  it('keeps the previous key', async () => {
    await begin();
    const first = (await get()).SecretString;
    await secrets.rotate(arn);
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe(first);
  });

  it.each([
    ['days', { automatically_after_days: 30 }, 30 * DAY],
    ['a rate', { schedule_expression: 'rate(12 hours)' }, DAY / 2],
  ])('runs again after %s', async (_what, rules, period) => {
    await begin(rules);
    now += period - 1;
    hourly?.();
    await new Promise(setImmediate);
    expect(events).toHaveLength(4);
    now += 1;
    const first = (await get()).SecretString;
    hourly?.();
    for (let tries = 0; tries < 100 && (await get()).SecretString === first; tries++) await new Promise(setImmediate);
    expect(events).toHaveLength(8);
  });

  it('that failed says where, and is taken up again with the same version', async () => {
    failIn = 'testSecret';
    await expect(begin()).rejects.toThrow(
      `aws_secretsmanager_secret_rotation.r: ${FUNCTION} failed in testSecret: boom`,
    );
    failIn = undefined;
    await secrets.rotate(arn);
    expect(new Set(events.map((event) => event.ClientRequestToken)).size).toBe(1);
    expect((await get()).VersionStages).toEqual(['AWSPENDING', 'AWSCURRENT']);
  });

  it('needs the permission to invoke its function', async () => {
    await expect(begin(undefined, {}, {})).rejects.toThrow(`Secrets Manager may not invoke ${FUNCTION}`);
    expect(events).toEqual([]);
  });

  it('refuses schedules that it does not know', async () => {
    await expect(begin({ schedule_expression: 'cron(0 8 * * ? *)' })).rejects.toThrow(
      'cron(0 8 * * ? *) is not supported',
    );
  });
});
