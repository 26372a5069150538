/**
 * One execution environment of a Lambda function: loads the handler once, then answers one event after the other. It runs
 * in a worker thread with the function's environment and nothing else.
 */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What the environment is given: the handler's file and export. */
export interface WorkerData {
  file: string;
  handler: string;
  name: string;
  arn: string;
  memoryMb: number;
}
/** An event, as JSON. */
export interface Invoke {
  id: string;
  event: string;
  /** Milliseconds since the epoch. */
  deadline: number;
  traceId: string;
}
/** The handler's result as JSON, or what it threw in Lambda's shape. */
export type Answer = { id: string } & ({ result: string } | { error: string });
/** Sent once the handler is loaded, or could not be. */
export type Ready = { ready: true } | { ready: false; error: string };

type Handler = (event: unknown, context: object) => unknown;

const data = workerData as WorkerData;
const port = parentPort;
if (!port) throw new Error('not a worker');

const shape = (error: unknown) => {
  const known = error instanceof Error;
  return JSON.stringify({
    errorType: known ? error.name : typeof error,
    errorMessage: known ? error.message : String(error),
    trace: known ? error.stack?.split('\n') : [],
  });
};

const contextOf = ({ id, deadline }: Invoke) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: data.name,
  functionVersion: '$LATEST',
  invokedFunctionArn: data.arn,
  memoryLimitInMB: String(data.memoryMb),
  awsRequestId: id,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

async function load(): Promise<Handler> {
  const module = (await import(pathToFileURL(data.file).href)) as Record<string, unknown>;
  const exported = module[data.handler] ?? (module.default as Record<string, unknown> | undefined)?.[data.handler];
  if (typeof exported !== 'function') throw new Error(`${data.handler} is undefined or not exported`);
  return exported as Handler;
}

async function answer(handler: Handler, invoke: Invoke): Promise<Answer> {
  process.env._X_AMZN_TRACE_ID = invoke.traceId;
  try {
    const result = await handler(JSON.parse(invoke.event), contextOf(invoke));
    return { id: invoke.id, result: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { id: invoke.id, error: shape(error) };
  }
}

try {
  const handler = await load();
  port.on('message', async (invoke: Invoke) => port.postMessage(await answer(handler, invoke)));
  port.postMessage({ ready: true } satisfies Ready);
} catch (error) {
  port.postMessage({ ready: false, error: shape(error) } satisfies Ready);
}
