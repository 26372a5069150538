import type { GraphQLResolveInfo } from 'graphql';
import type { FieldError } from '../errors.ts';
import { authTypeNames } from '../identity/caller.ts';
import type { Code } from '../javascript/load-code.ts';
import { type HandlerContext, type Outcome, runHandler } from '../javascript/run-handler.ts';
import type { Resolver, Step } from './load-resolvers.ts';
import { absorb, type Request } from './request.ts';
import { selectionSetGraphQL, selectionSetList } from './selection.ts';

/** One run of a field's resolver. */
interface Run {
  request: Request;
  info: GraphQLResolveInfo;
  /** The members of `ctx` that all handlers of the run share; `stash` moves along. */
  context: HandlerContext;
}

type StepEnd = { value: unknown; skipTo?: 'END' | 'NEXT' };

/** Runs a unit or pipeline resolver. Throws `FieldError` when a handler ends in one. */
export async function runResolver(
  resolver: Resolver,
  source: unknown,
  args: Record<string, unknown>,
  request: Request,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const run: Run = { request, info, context: sharedContext(source, args, request, info) };
  if (resolver.kind === 'UNIT') return (await runStep(run, resolver.step)).value;
  const before = handle(run, resolver.code, 'request');
  let previous = before.value;
  if (!before.early) {
    for (const step of resolver.steps) {
      run.context.prev = { result: previous };
      const end = await runStep(run, step);
      previous = end.value;
      if (end.skipTo === 'END') break;
    }
  }
  Object.assign(run.context, { prev: { result: previous }, result: previous, error: null });
  return handle(run, resolver.code, 'response').value;
}

async function runStep(run: Run, { code, source }: Step): Promise<StepEnd> {
  Object.assign(run.context, { result: null, error: null });
  const asked = handle(run, code, 'request');
  if (asked.early) return { value: asked.value, skipTo: asked.early.skipTo };
  const { result, error } = await source(asked.value);
  if (error?.errorType === 'MappingTemplate') throw error;
  run.context.result = result;
  run.context.error = error ? { message: error.message, type: error.errorType } : null;
  const answered = handle(run, code, 'response');
  return { value: answered.value, skipTo: answered.early?.skipTo };
}

function handle(run: Run, code: Code, handler: 'request' | 'response'): Outcome {
  const { request, info, context } = run;
  context.outErrors = request.appended.map(({ error }) => ({ message: error.message, type: error.errorType }));
  const outcome = runHandler(code, handler, context, authTypeNames[request.caller.authType]);
  context.stash = outcome.stash;
  const locations = info.fieldNodes.flatMap(({ loc }) =>
    loc ? [{ line: loc.startToken.line, column: loc.startToken.column }] : [],
  );
  absorb(request, outcome.invocation, code.name, { path: info.path, locations });
  if (outcome.error) throw logged(outcome.error, request);
  return outcome;
}

function logged(error: FieldError, request: Request): FieldError {
  if (typeof error.cause === 'string') request.log(error.cause);
  return error;
}

function sharedContext(
  source: unknown,
  args: Record<string, unknown>,
  { api, caller, headers }: Request,
  info: GraphQLResolveInfo,
): HandlerContext {
  return {
    arguments: args,
    identity: caller.identity,
    source: source ?? null,
    stash: {},
    prev: null,
    result: null,
    error: null,
    env: api.environment ?? {},
    request: { headers, domainName: null },
    info: {
      fieldName: info.fieldName,
      parentTypeName: info.parentType.name,
      variables: info.variableValues,
      selectionSetList: selectionSetList(info.fieldNodes, info.fragments),
      selectionSetGraphQL: selectionSetGraphQL(info.fieldNodes),
    },
  };
}
