import { StateMachine } from 'aws-local-stepfunctions';
import { z } from 'zod';
import { type Resource, resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import type { Functions } from './functions.ts';
import type { May, Report } from './ports.ts';
import { attributes, readAs, withoutEffect } from './resource-schema.ts';
import { startApi } from './state-machines/api.ts';
import { parseDefinition } from './state-machines/definition.ts';
import { StepFunctionsError } from './state-machines/step-functions-error.ts';
import { tasksOf } from './state-machines/tasks.ts';

export const STATE_MACHINE_TYPES = ['aws_sfn_state_machine'] as const;

const schema = attributes({
  name: z.string(),
  role_arn: z.string(),
  definition: z.string(),
  type: z.literal('STANDARD').optional(),
  publish: z.boolean().optional(),
  logging_configuration: withoutEffect('executions are listed by the engine'),
  tracing_configuration: withoutEffect('nothing collects traces'),
  encryption_configuration: withoutEffect('executions are in memory'),
  creation_date: z.string().optional(),
  revision_id: z.string().optional(),
  state_machine_version_arn: z.string().optional(),
  status: z.string().optional(),
  timeouts: withoutEffect('made at once'),
});

export interface Execution {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Milliseconds since the epoch. */
  startDate: number;
  stopDate?: number;
  input: string;
  output?: string;
  error?: string;
  cause?: string;
}

export interface StateMachinesOptions {
  world: World;
  functions: Pick<Functions, 'invoke' | 'settings'>;
  /** Asked with the machine's role before each call of a function. */
  may: May;
  report?: Report;
  /** How many ended executions are kept to be looked at. */
  remembered?: number;
}

export interface StateMachines {
  /** Takes StartExecution, StopExecution, DescribeExecution and ListExecutions. */
  url: string;
  /** @throws StepFunctionsError StateMachineDoesNotExist, ExecutionAlreadyExists */
  startExecution(stateMachineArn: string, input: unknown, name?: string): Execution;
  stopExecution(executionArn: string): void;
  executions(): Execution[];
  /** Settles when the execution has ended. */
  ended(executionArn: string): Promise<Execution>;
  stop(): Promise<void>;
}

const STATUS: Record<string, Execution['status']> = {
  ExecutionAbortedError: 'ABORTED',
  ExecutionTimeoutError: 'TIMED_OUT',
};

function machineOf(resource: Resource, options: StateMachinesOptions) {
  const { arn, role_arn: roleArn, definition: text, name } = readAs(schema, resource);
  if (!arn) throw new Error(`${resource.address}: no arn`);
  const definition = parseDefinition(resource.address, text);
  const tasks = tasksOf(definition, { ...options, address: resource.address, roleArn });
  try {
    // The library's validator writes defaults into what it is given, and takes an object of another realm (a clone's, under Jest) for no object.
    const own = parseDefinition(resource.address, text);
    return { arn, name, address: resource.address, tasks, machine: new StateMachine(own) };
  } catch (error) {
    throw new UnsupportedResource(resource.address, String(error));
  }
}

/** Runs the world's state machines; their tasks are Lambda functions, called with the machine's role. */
export async function startStateMachines(options: StateMachinesOptions): Promise<StateMachines> {
  const { world, report = () => undefined, remembered = 1_000 } = options;
  const machines = new Map(
    resourcesOf(world, 'aws_sfn_state_machine')
      .map((resource) => machineOf(resource, options))
      .map((machine) => [machine.arn, machine]),
  );
  const all = new Map<string, { execution: Execution; abort: () => void; ended: Promise<void> }>();
  const forgetOld = () => {
    for (const [arn, { execution }] of all) {
      if (all.size <= remembered) return;
      if (execution.status !== 'RUNNING') all.delete(arn);
    }
  };

  const startExecution = (stateMachineArn: string, input: unknown, name: string = crypto.randomUUID()) => {
    const found = machines.get(stateMachineArn);
    if (!found) throw new StepFunctionsError('StateMachineDoesNotExist', stateMachineArn);
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const text = JSON.stringify(input);
    const old = all.get(executionArn)?.execution;
    if (old?.status === 'RUNNING' && old.input === text) return old;
    if (old) throw new StepFunctionsError('ExecutionAlreadyExists', executionArn);
    const execution: Execution = {
      executionArn,
      stateMachineArn,
      name,
      status: 'RUNNING',
      startDate: Date.now(),
      input: text,
    };
    const run = found.machine.run(JSON.parse(text), {
      overrides: { taskResourceLocalHandlers: found.tasks },
      context: {
        Execution: {
          Id: executionArn,
          Name: name,
          Input: JSON.parse(text),
          StartTime: new Date(execution.startDate).toISOString(),
        },
        StateMachine: { Id: stateMachineArn, Name: found.name },
      },
    });
    const ended = run.result
      .then(
        (output) => Object.assign(execution, { status: 'SUCCEEDED', output: JSON.stringify(output) }),
        (error: Error) => {
          const { name: kind, message } = error.cause instanceof Error ? error.cause : error;
          const status = STATUS[error.constructor.name] ?? 'FAILED';
          Object.assign(execution, { status, error: kind, cause: message });
          if (status !== 'ABORTED') report(found.address, `execution ${name} ${status}: ${kind} ${message}`);
        },
      )
      .then(() => {
        execution.stopDate = Date.now();
        forgetOld();
      });
    all.set(executionArn, { execution, abort: run.abort, ended });
    return execution;
  };
  const known = (executionArn: string) => {
    const found = all.get(executionArn);
    if (!found) throw new StepFunctionsError('ExecutionDoesNotExist', executionArn);
    return found;
  };
  const operations = {
    startExecution,
    stopExecution: (executionArn: string) => {
      const { execution, abort } = known(executionArn);
      if (execution.status === 'RUNNING') abort();
    },
    executions: () => [...all.values()].map(({ execution }) => ({ ...execution })),
  };
  const api = await startApi(operations, report);
  return {
    ...operations,
    url: api.url,
    ended: async (executionArn) => {
      const { ended, execution } = known(executionArn);
      await ended;
      return { ...execution };
    },
    stop: async () => {
      await api.stop();
      for (const { execution, abort } of all.values()) if (execution.status === 'RUNNING') abort();
      await Promise.all([...all.values()].map(({ ended }) => ended));
    },
  };
}
