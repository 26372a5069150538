import { json } from 'node:stream/consumers';
import { listen } from '../../listener.ts';
import type { Report } from '../ports.ts';
import type { StateMachines } from '../state-machines.ts';
import { StepFunctionsError } from './step-functions-error.ts';

type Operations = Pick<StateMachines, 'startExecution' | 'stopExecution' | 'executions'>;
interface Input {
  stateMachineArn: string;
  executionArn: string;
  name?: string;
  input?: string;
  statusFilter?: string;
}

const seconds = (at: number | undefined) => (at === undefined ? undefined : at / 1000);

function operationsOn({
  startExecution,
  stopExecution,
  executions,
}: Operations): Record<string, (input: Input) => object> {
  const describe = (executionArn: string) => {
    const found = executions().find((each) => each.executionArn === executionArn);
    if (!found) throw new StepFunctionsError('ExecutionDoesNotExist', executionArn);
    return { ...found, startDate: seconds(found.startDate), stopDate: seconds(found.stopDate) };
  };
  return {
    StartExecution: ({ stateMachineArn, input = '{}', name }) => {
      const { executionArn, startDate } = startExecution(stateMachineArn, JSON.parse(input), name);
      return { executionArn, startDate: seconds(startDate) };
    },
    StopExecution: ({ executionArn }) => {
      stopExecution(executionArn);
      return { stopDate: Date.now() / 1000 };
    },
    DescribeExecution: ({ executionArn }) => describe(executionArn),
    ListExecutions: ({ stateMachineArn, statusFilter }) => ({
      executions: executions()
        .filter((each) => each.stateMachineArn === stateMachineArn && (!statusFilter || each.status === statusFilter))
        .map(({ executionArn }) => {
          const { input: _, output: __, ...listed } = describe(executionArn) as Record<string, unknown>;
          return listed;
        }),
    }),
  };
}

/** Step Functions' API for the calls that functions make, on loopback. */
export async function startApi(machines: Operations, report: Report) {
  const operations = operationsOn(machines);
  const { url, stop } = await listen(
    0,
    async (request, response) => {
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      const name = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      try {
        const operation = operations[name];
        if (!operation) {
          throw new StepFunctionsError('UnknownOperationException', `${name} is not known to the local engine`);
        }
        response.end(JSON.stringify(operation((await json(request)) as Input)));
      } catch (error) {
        if (!(error instanceof StepFunctionsError)) throw error;
        response.writeHead(400).end(JSON.stringify({ __type: error.name, message: error.message }));
      }
    },
    (error) => report('state machines', String(error)),
  );
  return { url, stop };
}
