import type { RunOptions } from 'aws-local-stepfunctions';
import { UnsupportedResource } from '../../terraform/world.ts';
import type { Functions } from '../functions.ts';
import type { May } from '../ports.ts';
import { type Definition, type State, statesOf } from './definition.ts';

type Tasks = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>;
type Task = Tasks[string];

const INVOKE = 'arn:aws:states:::lambda:invoke';
const FUNCTION = /^arn:aws:lambda:[^:]*:\d*:function:/;

/** An error with the name that a machine's Retry and Catch know it by. */
class TaskError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export interface TaskOptions {
  address: string;
  roleArn: string;
  functions: Pick<Functions, 'invoke' | 'settings'>;
  may: May;
}

async function invoke(functionArn: string, input: unknown, { functions, may, roleArn }: TaskOptions) {
  const { arn } = functions.settings(functionArn);
  if (!may(roleArn, 'lambda:InvokeFunction', arn)) {
    throw new TaskError('Lambda.AWSLambdaException', `${roleArn} may not lambda:InvokeFunction on ${arn}`);
  }
  const { statusCode, functionError, payload } = await functions.invoke(arn, input ?? {});
  const { errorType, errorMessage } = (payload ?? {}) as { errorType?: string; errorMessage?: string };
  if (statusCode === 429) throw new TaskError('Lambda.TooManyRequestsException', 'Rate Exceeded.');
  if (functionError) throw new TaskError(errorType ?? 'Lambda.Unknown', errorMessage ?? 'unknown');
  return payload;
}

function functionOf(name: string, { Resource: resource = '', Parameters }: State, address: string) {
  if (FUNCTION.test(resource)) return { arn: resource, integration: false };
  const arn = Parameters?.FunctionName;
  if (resource === INVOKE && typeof arn === 'string') return { arn, integration: true };
  throw new UnsupportedResource(address, `state ${name}: ${resource} is not known to the local engine`);
}

/**
 * What each Task state of a machine does. The library keys tasks by name, so two states of a name must do the same.
 * @throws UnsupportedResource for a task that is no Lambda function
 */
export function tasksOf(definition: Definition, options: TaskOptions): Tasks {
  const tasks: Tasks = {};
  const seen = new Map<string, string>();
  for (const [name, state] of statesOf(definition)) {
    if (state.Type !== 'Task') continue;
    const { arn, integration } = functionOf(name, state, options.address);
    options.functions.settings(arn);
    const key = `${arn} ${integration}`;
    if ((seen.get(name) ?? key) !== key)
      throw new UnsupportedResource(options.address, `two Task states named ${name} differ`);
    seen.set(name, key);
    const task = async (input: unknown) => {
      if (!integration) return invoke(arn, input, options);
      const { Payload } = (input ?? {}) as { Payload?: unknown };
      return { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: await invoke(arn, Payload, options) };
    };
    // What a function answers is JSON.
    tasks[name] = task as Task;
  }
  return tasks;
}
