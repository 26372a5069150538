import type { Invoke } from '../api.ts';
import { FieldError } from '../errors.ts';
import type { Answer, Source } from './data-source.ts';

interface LambdaRequest {
  operation: 'Invoke';
  payload?: unknown;
  invocationType?: 'RequestResponse';
}

/**
 * A Lambda data source (https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html). Whatever a function throws is
 * `Lambda:Unhandled`, with its message alone (https://github.com/aws/aws-appsync-community/issues/209).
 */
export function lambdaSource(invoke: Invoke): Source {
  return async (given): Promise<Answer> => {
    try {
      const { payload } = checkRequest(given);
      const { payload: result, functionError } = await invoke(payload ?? null);
      if (!functionError) return { result: result ?? null };
      return { result: null, error: new FieldError(messageOf(result), 'Lambda:Unhandled') };
    } catch (thrown) {
      return { result: null, error: thrown instanceof FieldError ? thrown : serviceError(thrown) };
    }
  };
}

/** Throws `FieldError` for what AppSync would refuse, and, by its name, for what this engine does not do. */
function checkRequest(request: unknown): LambdaRequest {
  const { operation, invocationType, ...others } = (request ?? {}) as Record<string, unknown>;
  if (operation === 'BatchInvoke') throw refused("The local engine does not support the operation 'BatchInvoke'.");
  if (operation !== 'Invoke') throw refused(`Unsupported operation '${operation}'.`);
  if ((invocationType ?? 'RequestResponse') !== 'RequestResponse')
    throw refused(`The local engine does not support invocationType '${invocationType}'.`);
  const unknown = Object.keys(others).find((member) => member !== 'payload');
  if (unknown !== undefined) throw refused(`Unsupported element '$[${unknown}]'.`);
  return request as LambdaRequest;
}

function messageOf(payload: unknown): string {
  return (payload as { errorMessage?: string } | null)?.errorMessage ?? 'Unhandled';
}

/** The function did not run: the role may not invoke it, or too many of it run. */
function serviceError(thrown: unknown): FieldError {
  const { name, message } = thrown as Error;
  const error = new FieldError(message, `Lambda:${name}`);
  error.cause = thrown;
  return error;
}

function refused(message: string): FieldError {
  return new FieldError(message, 'MappingTemplate');
}
