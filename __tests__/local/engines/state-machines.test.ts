import { type StateMachines, startStateMachines } from '../../../local/engines/state-machines.ts';
import { arnOf, worldOf } from './small-world.ts';

const FUNCTION = arnOf('lambda', 'function:beat');
const invoke = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: FUNCTION, 'Payload.$': '$' },
};
const machine = (definition: object, name = 'beat') => ({
  name,
  arn: arnOf('states', `stateMachine:${name}`),
  role_arn: 'arn:role',
  definition: JSON.stringify(definition),
});
const BEAT = machine({}).arn;

let machines: StateMachines | undefined;
afterEach(async () => {
  await machines?.stop();
  machines = undefined;
});

async function start(definition: object, answer: (input: unknown) => unknown = () => 'done', may = true) {
  const calls: unknown[] = [];
  const started = await startStateMachines({
    world: worldOf({ 'aws_sfn_state_machine.beat': machine(definition) }),
    may: () => may,
    functions: {
      settings: (arn) => {
        if (arn !== FUNCTION) throw new Error(`there is no function ${arn}`);
        return { arn } as never;
      },
      invoke: async (_, input) => {
        calls.push(input);
        const payload = answer(input);
        const failed = payload instanceof Error;
        return {
          requestId: 'r',
          statusCode: 200,
          coldStart: false,
          payload: failed ? { errorType: payload.name, errorMessage: payload.message } : payload,
          ...(failed && { functionError: 'Unhandled' }),
        };
      },
    },
  });
  machines = started;
  const run = async (input: unknown) => started.ended(started.startExecution(BEAT, input).executionArn);
  return { started, calls, run };
}
// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as the JSON they are
const call = async (operation: string, input: object): Promise<[number, any]> => {
  const headers = { 'x-amz-target': `AWSStepFunctions.${operation}` };
  const response = await fetch(machines?.url ?? '', { method: 'POST', headers, body: JSON.stringify(input) });
  return [response.status, await response.json()];
};

describe('a machine', () => {
  it('invokes functions, waits between, and hands on what they answer', async () => {
    const { calls, run } = await start({
      StartAt: 'Beat',
      States: {
        Beat: { ...invoke, ResultPath: '$.first', Next: 'Wait' },
        Wait: { Type: 'Wait', Seconds: 1, Next: 'Again' },
        Again: { Type: 'Task', Resource: FUNCTION, ResultPath: null, End: true },
      },
    });
    const before = Date.now();
    const { status, output } = await run({ a: 1 });
    expect(status).toBe('SUCCEEDED');
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
    const first = { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: 'done' };
    expect(calls).toEqual([{ a: 1 }, { a: 1, first }]);
    expect(JSON.parse(output ?? '')).toEqual({ a: 1, first });
  });

  it('waits until the time that its input names, and not at all for one that has passed', async () => {
    const { calls, run } = await start({
      StartAt: 'Wait',
      States: {
        Wait: { Type: 'Wait', TimestampPath: '$.at', Next: 'Act' },
        Act: { ...invoke, Parameters: { FunctionName: FUNCTION, Payload: { 'act.$': '$.act' } }, End: true },
      },
    });
    const at = new Date(Date.now() + 300).toISOString();
    await run({ act: 'LATER', at });
    expect(new Date().toISOString() >= at).toBe(true);
    await run({ act: 'AT_ONCE', at: '2026-01-01T00:00:00.000Z' });
    expect(calls).toEqual([{ act: 'LATER' }, { act: 'AT_ONCE' }]);
  });

  it('retries and catches what a function throws, by its name', async () => {
    class Slow extends Error {
      override name = 'Slow';
    }
    const errors = [new Slow('later'), new TypeError('boom')];
    const { calls, run } = await start(
      {
        StartAt: 'Beat',
        States: {
          Beat: {
            ...invoke,
            Retry: [{ ErrorEquals: ['Slow'], IntervalSeconds: 1, MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['TypeError'], Next: 'Caught' }],
            End: true,
          },
          Caught: { Type: 'Pass', End: true },
        },
      },
      () => errors.shift(),
    );
    const { status, output } = await run({});
    expect([status, calls.length]).toEqual(['SUCCEEDED', 2]);
    expect(JSON.parse(output ?? '')).toMatchObject({ Error: 'TypeError' });
  });

  it('fails where its role may not invoke the function', async () => {
    const { calls, run } = await start(
      { StartAt: 'Beat', States: { Beat: { ...invoke, End: true } } },
      undefined,
      false,
    );
    expect(await run({})).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringContaining('arn:role may not'),
    });
    expect(calls).toEqual([]);
  });

  it('can be started, listed and stopped over its API', async () => {
    await start({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } });
    const [, begun] = await call('StartExecution', { stateMachineArn: BEAT, name: 'one', input: '{"a":1}' });
    expect(begun.executionArn).toBe(`${BEAT.replace(':stateMachine:', ':execution:')}:one`);
    expect((await call('StartExecution', { stateMachineArn: BEAT, name: 'one', input: '{}' }))[1].__type).toBe(
      'ExecutionAlreadyExists',
    );
    const running = async () =>
      (await call('ListExecutions', { stateMachineArn: BEAT, statusFilter: 'RUNNING' }))[1].executions.length;
    expect(await running()).toBe(1);
    await call('StopExecution', { executionArn: begun.executionArn });
    expect((await machines?.ended(begun.executionArn))?.status).toBe('ABORTED');
    expect(await running()).toBe(0);
    expect(await call('DescribeExecution', { executionArn: 'none' })).toMatchObject([
      400,
      { __type: 'ExecutionDoesNotExist' },
    ]);
    expect(await call('SendTaskSuccess', {})).toMatchObject([400, { __type: 'UnknownOperationException' }]);
  });

  it('stops with what still runs', async () => {
    const { started } = await start({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } });
    const { executionArn } = started.startExecution(BEAT, {});
    await started.stop();
    machines = undefined;
    expect(started.executions().find((each) => each.executionArn === executionArn)?.status).toBe('ABORTED');
  });
});

describe('what is refused', () => {
  const task = (more: object) => ({ StartAt: 'T', States: { T: { ...invoke, ...more, End: true } } });
  it.each([
    ['JSONata', { ...task({}), QueryLanguage: 'JSONata' }, 'JSONata'],
    ['variables', task({ Assign: { a: 1 } }), 'T: Assign'],
    ['task tokens', task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' }), 'waitForTaskToken'],
    [
      'the context of a state',
      task({ Parameters: { FunctionName: FUNCTION, Payload: { 'n.$': '$$.State.Name' } } }),
      '$$.State',
    ],
    [
      'another integration',
      task({ Resource: 'arn:aws:states:::dynamodb:putItem' }),
      'state T: arn:aws:states:::dynamodb:putItem',
    ],
    ['a function that is not there', task({ Resource: arnOf('lambda', 'function:none') }), 'there is no function'],
    [
      'a transition into nowhere',
      { StartAt: 'T', States: { T: { ...invoke, Next: 'None' } } },
      'aws_sfn_state_machine.beat',
    ],
  ])('%s', (_, definition, message) => expect(start(definition)).rejects.toThrow(message));
});
