import type { EvaluatedError } from '../api.ts';
import { FieldError, NotSupported } from '../errors.ts';
import { during, EarlyReturn, type Invocation } from './invocation.ts';
import type { Code } from './load-code.ts';
import { realm } from './realm.ts';

/** What a handler left behind. Either `error`, or `value` (with `early` where it came from `runtime.earlyReturn`). */
export interface Outcome {
  value?: unknown;
  early?: { skipTo: 'END' | 'NEXT' | undefined };
  error?: FieldError;
  stash: Record<string, unknown>;
  invocation: Invocation;
}

/** The members of `ctx` that a handler gets; `args` is added as the second name of `arguments`. */
export interface HandlerContext {
  arguments?: Record<string, unknown>;
  identity?: unknown;
  source?: unknown;
  stash?: Record<string, unknown>;
  info?: { fieldName?: string; parentTypeName?: string; [member: string]: unknown };
  [member: string]: unknown;
}

/** Calls one handler on a copy of the context made inside the realm. Never throws for what resolver code does. */
export function runHandler(
  code: Code,
  handler: 'request' | 'response',
  context: HandlerContext,
  authType: string,
): Outcome {
  const invocation: Invocation = {
    authType,
    fieldName: context.info?.fieldName ?? '',
    parentTypeName: context.info?.parentTypeName ?? '',
    appended: [],
    logs: [],
    invalidations: [],
  };
  const inner = realm().parse(JSON.stringify({ stash: {}, ...context })) as Record<string, unknown>;
  inner.args ??= inner.arguments;
  inner.arguments ??= inner.args;
  const ended = during(invocation, () => call(code, handler, inner));
  return { ...ended, stash: copied(inner.stash) as Record<string, unknown>, invocation };
}

function call(
  code: Code,
  handler: 'request' | 'response',
  context: object,
): Pick<Outcome, 'value' | 'early' | 'error'> {
  try {
    const f = code.instantiate()[handler];
    if (!f) throw new NotSupported(`${code.name} exports no ${handler}`);
    return { value: copied(f(context)) };
  } catch (thrown) {
    if (thrown instanceof EarlyReturn) return { value: thrown.value, early: { skipTo: thrown.skipTo } };
    if (thrown instanceof FieldError) return { error: thrown };
    return { error: fault(code, handler, thrown) };
  }
}

/** A value of the realm as one of the host's: `undefined`, functions and all that JSON lacks stay behind, as on AWS. */
function copied(value: unknown): unknown {
  const json = JSON.stringify(value);
  return json === undefined ? null : JSON.parse(json);
}

/** AppSync shows "Runtime Error" and no more; `cause` keeps the rest for the log. */
function fault(code: Code, handler: string, thrown: unknown): FieldError {
  const { message, stack } = thrown as { message?: string; stack?: string };
  const line = stack?.match(new RegExp(`${escaped(code.name)}\\.js:(\\d+)`))?.[1];
  const error = new FieldError('Runtime Error', 'Code');
  error.cause = `${code.name} ${handler}${line ? ` line ${line}` : ''}: ${message ?? String(thrown)}`;
  return error;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export function toEvaluated({ message, errorType, data, errorInfo }: FieldError): EvaluatedError {
  return { message, type: errorType, data, errorInfo };
}
