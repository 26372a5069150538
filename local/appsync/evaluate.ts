import type { Evaluated, EvaluateOptions } from './api.ts';
import { loadCode } from './javascript/load-code.ts';
import { type HandlerContext, runHandler, toEvaluated } from './javascript/run-handler.ts';

/**
 * Runs one handler of APPSYNC_JS code on a given context, without an API: the local twin of AppSync's `EvaluateCode`
 * (https://docs.aws.amazon.com/appsync/latest/APIReference/API_EvaluateCode.html). Throws `NotSupported` for code that
 * AppSync would not take.
 */
export function evaluateCode({ code, context, handler }: EvaluateOptions): Evaluated {
  const loaded = loadCode(code, 'code');
  const outcome = runHandler(loaded, handler, context as HandlerContext, 'API Key Authorization');
  const { appended, logs } = outcome.invocation;
  const cause = outcome.error?.cause;
  return {
    ...(outcome.error
      ? {
          error: {
            ...toEvaluated(outcome.error),
            ...(typeof cause === 'string' && { message: `Runtime Error: ${cause}` }),
          },
        }
      : { result: outcome.value }),
    stash: outcome.stash,
    outErrors: appended.map(toEvaluated),
    logs,
  };
}
