import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type Functions, startFunctions } from '../../../local/engines/functions.ts';
import { arnOf, REGION, until, worldOf } from './small-world.ts';
import { lambda, zipOf } from './zip-function.ts';

const world = worldOf({
  'aws_lambda_function.show': lambda(
    'show',
    `export const handler = async (event, context) => ({
      event, env: process.env, remaining: context.getRemainingTimeInMillis(),
      context: { ...context, getRemainingTimeInMillis: undefined } });`,
    { memory_size: 256, environment: { variables: { TOPIC_ARN: 'topic' } }, tracing_config: [{ mode: 'Active' }] },
  ),
  'aws_lambda_function.count': lambda('count', `let n = 0; export const handler = async () => ++n;`),
  'aws_lambda_function.talk': lambda(
    'talk',
    `export const handler = async () => { console.log('{"a":1}'); console.error('two'); };`,
  ),
  'aws_lambda_function.fail': lambda(
    'fail',
    `class Odd extends Error { name = 'Odd' } export const handler = async () => { throw new Odd('no'); };`,
  ),
  'aws_lambda_function.exit': lambda('exit', `export const handler = async () => process.exit(3);`),
  'aws_lambda_function.broken': lambda('broken', `throw new Error('at load');`),
  'aws_lambda_function.slow': lambda(
    'slow',
    `export const handler = async (ms) => new Promise((r) => setTimeout(r, ms, 'done'));`,
    { timeout: 1 },
  ),
  'aws_lambda_function.spin': lambda('spin', `export const handler = async () => { for (;;); };`, { timeout: 1 }),
  'aws_lambda_function.once': lambda(
    'once',
    `export const handler = async (ms) => new Promise((r) => setTimeout(r, ms, 'done'));`,
    {
      reserved_concurrent_executions: 1,
    },
  ),
});
const lines: string[] = [];
let functions: Functions;
const settings = {
  world,
  endpoint: 'http://127.0.0.1:4000',
  credentialsFor: (roleArn: string) => ({ accessKeyId: `key of ${roleArn}`, secretAccessKey: 'secret' }),
  log: (name: string, line: string) => void lines.push(`${name}: ${line}`),
};
beforeAll(async () => {
  functions = await startFunctions({ ...settings, retryAfterMs: [10, 10] });
});
afterAll(() => functions?.stop());

describe('a function', () => {
  it('has its variables, what Lambda sets, its role and the endpoint in its environment, and nothing of the machine', async () => {
    process.env.BUTAI_OF_THE_HOST = 'secret';
    const { payload } = await functions.invoke('show', { a: 1 });
    const { env, event, context, remaining } = payload as Record<string, Record<string, unknown>>;
    expect(event).toEqual({ a: 1 });
    expect(env).toMatchObject({
      TOPIC_ARN: 'topic',
      AWS_REGION: REGION,
      AWS_LAMBDA_FUNCTION_NAME: 'show',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_ACCESS_KEY_ID: 'key of arn:aws:iam::111122223333:role/show',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4000',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
    });
    expect(env).not.toHaveProperty('BUTAI_OF_THE_HOST');
    expect(env).not.toHaveProperty('HOME');
    expect(context).toMatchObject({
      functionName: 'show',
      invokedFunctionArn: arnOf('lambda', 'function:show'),
      memoryLimitInMB: '256',
    });
    expect(remaining).toBeGreaterThan(3000);
  });

  it('is found by name and by ARN, and stays warm', async () => {
    const first = await functions.invoke('count', {});
    const second = await functions.invoke(arnOf('lambda', 'function:count'), {});
    expect([first, second].map(({ payload, coldStart }) => [payload, coldStart])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('logs what it writes, line by line', async () => {
    await functions.invoke('talk', {});
    await until(() => lines.includes('talk: {"a":1}') && lines.includes('talk: two'));
  });

  it('says what it throws', async () => {
    const { functionError, payload, statusCode } = await functions.invoke('fail', {});
    expect([statusCode, functionError]).toEqual([200, 'Unhandled']);
    expect(payload).toMatchObject({ errorType: 'Odd', errorMessage: 'no' });
  });

  it('that ends its process or cannot be loaded has failed, and the next event starts anew', async () => {
    for (const name of ['exit', 'exit', 'broken', 'broken']) {
      expect(await functions.invoke(name, {})).toMatchObject({ functionError: 'Unhandled', coldStart: true });
    }
    expect((await functions.invoke('broken', {})).payload).toMatchObject({ errorMessage: 'at load' });
  });

  it.each(['slow', 'spin'])('is ended at its time-out, even where it never waits: %s', async (name) => {
    const { functionError, payload } = await functions.invoke(name, 60_000);
    expect([functionError, (payload as { errorMessage: string }).errorMessage]).toEqual([
      'Unhandled',
      expect.stringContaining('Task timed out after 1.00 seconds'),
    ]);
    if (name === 'slow') expect((await functions.invoke(name, 1)).payload).toBe('done');
  });

  it('runs one event per environment, as many at once as it reserves', async () => {
    const both = await Promise.all([functions.invoke('once', 50), functions.invoke('once', 50)]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 429]);
    const [one, two] = await Promise.all([functions.invoke('slow', 50), functions.invoke('slow', 50)]);
    expect([one.payload, two.payload]).toEqual(['done', 'done']);
    expect([one.coldStart, two.coldStart]).toContain(true);
  });

  it('is tried three times when it is invoked as an event', async () => {
    const before = functions.counts().fail?.invocations ?? 0;
    expect((await functions.invoke('fail', {}, { type: 'Event' })).statusCode).toBe(202);
    await until(() => functions.counts().fail?.invocations === before + 3);
    await until(() => lines.some((line) => line.startsWith('fail:') && line.includes('given up')));
  });
});

describe('control', () => {
  it('kills: what runs fails, and so does all else until the restart', async () => {
    const running = functions.invoke('slow', 900);
    await until(() => functions.counts().slow !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await functions.kill('slow');
    expect((await running).payload).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect((await functions.invoke('slow', 1)).functionError).toBe('Unhandled');
    await functions.restart('slow');
    expect(await functions.invoke('slow', 1)).toMatchObject({ payload: 'done', coldStart: true });
  });

  it('pauses: events wait until it resumes', async () => {
    functions.pause('slow');
    let done = false;
    const waiting = functions.invoke('slow', 1).then((answer) => {
      done = true;
      return answer;
    });
    await functions.invoke('count', {});
    expect(done).toBe(false);
    functions.resume('slow');
    expect((await waiting).payload).toBe('done');
  });

  it('replaces the code from the next event on', async () => {
    const old = functions.invoke('slow', 100);
    await functions.replace('slow', zipOf(`export const handler = async () => 'new';`));
    expect((await functions.invoke('slow', 1)).payload).toBe('new');
    expect((await old).payload).toBe('done');
  });
});

describe('starting', () => {
  it.each([
    ['a runtime that cannot be run', { runtime: 'python3.13' }, 'aws_lambda_function.f: runtime python3.13'],
    ['an attribute that is not known', { layers: ['x'] }, 'aws_lambda_function.f: layers is not known'],
    ['a zip without the handler', { handler: 'main.handler' }, 'has no main.mjs'],
  ])('refuses %s', async (_, more, message) => {
    const resources = { 'aws_lambda_function.f': lambda('f', 'export const handler = 1', more) };
    await expect(startFunctions({ ...settings, world: worldOf(resources) })).rejects.toThrow(message);
  });

  it('leaves no unpacked code behind', async () => {
    const unpacked = () => readdirSync(tmpdir()).filter((name) => name.startsWith('butai-function-')).length;
    const before = unpacked();
    const other = await startFunctions({ ...settings, world });
    expect(unpacked()).toBeGreaterThan(before);
    await other.stop();
    expect(unpacked()).toBe(before);
  });
});
