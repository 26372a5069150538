import { execute, type GraphQLError, getArgumentValues, Kind, OperationTypeNode, print, visit } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { Engine } from '../engine.ts';
import { FieldError, MalformedRequest, Unauthorized } from '../errors.ts';
import type { PreparedDocument } from '../execution/documents.ts';
import type { GraphQLRequest } from '../execution/execute-request.ts';
import { shownError, shownValidation } from '../execution/format-errors.ts';
import { newRequest } from '../execution/request.ts';
import { fieldsOf, responseKey } from '../execution/selection.ts';
import type { Caller } from '../identity/caller.ts';
import type { Subscription } from './groups.ts';
import type { ProtocolError, StartPayload } from './messages.ts';

/** Why a subscription was refused, as its `error` message shows it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly errors: ProtocolError[];

  constructor(errors: ProtocolError[]) {
    super(errors.map(({ message }) => message).join('; '));
    this.errors = errors;
  }
}

/**
 * Checks a `start` message: its own credentials, its document, the field's audience, and the field's resolver, which may
 * set filters. Only the subscription field itself is checked here; what of a payload the caller may not see shows when
 * one is published, as on AWS. Throws `Refused`.
 */
export async function subscribe(
  engine: Engine,
  payload: StartPayload,
  headers: Record<string, string>,
  sourceIp: string,
): Promise<Subscription> {
  const caller = await authenticated(engine, payload, headers, sourceIp);
  const { query, variables, operationName } = parsed(payload.data);
  const prepared = preparedFor(engine, query, operationName);
  const operation = prepared.operation(operationName);
  const [node] = fieldsOf(operation.selectionSet, prepared.fragments);
  const field = node && engine.compiled.schema.getSubscriptionType()?.getFields()[node.name.value];
  if (!node || !field)
    throw new Refused([{ errorType: 'BadRequestException', message: 'No subscription field was selected.' }]);

  const coerced = getVariableValues(engine.compiled.schema, operation.variableDefinitions ?? [], variables ?? {});
  if (coerced.errors) throw new Refused(coerced.errors.map(shownValidation));
  const request = newRequest({ api: engine.compiled.api, caller, headers, log: engine.log });
  const result = await execute({
    schema: engine.compiled.schema,
    document: prepared.document,
    variableValues: variables ?? {},
    operationName: operationName ?? undefined,
    contextValue: request,
  });
  const refusals = (result.errors ?? []).filter(refusesField);
  if (refusals.length > 0) {
    throw new Refused(refusals.map((error) => ({ ...shownError(error, prepared.fragments, engine.compiled.schema) })));
  }
  return {
    field: field.name,
    query,
    prepared,
    operationName,
    variables: variables ?? {},
    args: getArgumentValues(field, node, coerced.coerced),
    filter: request.filter,
    invalidationFilter: request.invalidationFilter,
    caller,
    selection: selectionOf(prepared, node.name.value, coerced.coerced, caller, operationName),
  };
}

/** The field's null is no error yet: there is nothing to show before something is published. */
function refusesField(error: GraphQLError): boolean {
  return (error.path?.length ?? 0) <= 1 && (error.originalError instanceof FieldError || !error.path);
}

async function authenticated(
  engine: Engine,
  payload: StartPayload,
  headers: Record<string, string>,
  sourceIp: string,
): Promise<Caller> {
  try {
    return await engine.authenticate(
      { method: 'POST', path: '/graphql', query: {}, headers, body: payload.data },
      sourceIp,
    );
  } catch (error) {
    if (!(error instanceof Unauthorized)) throw error;
    throw new Refused([{ errorType: error.errorType, message: error.message, errorCode: error.status }]);
  }
}

function parsed(data: string): GraphQLRequest {
  try {
    const request = JSON.parse(data) as GraphQLRequest;
    if (typeof request?.query === 'string') return request;
    throw new MalformedRequest('payload.data has no query');
  } catch (cause) {
    const refused = new Refused([
      { errorType: 'BadRequestException', message: 'payload.data is not a GraphQL request in JSON.' },
    ]);
    refused.cause = cause;
    throw refused;
  }
}

function preparedFor(engine: Engine, query: string, operationName?: string | null): PreparedDocument {
  try {
    const prepared = engine.documents.prepare(query);
    if (prepared.refusals.length > 0) throw new Refused(prepared.refusals.map(shownValidation));
    if (prepared.operation(operationName).operation === OperationTypeNode.SUBSCRIPTION) return prepared;
    throw new Refused([
      { errorType: 'UnsupportedOperation', message: 'Only subscriptions go over the real-time endpoint.' },
    ]);
  } catch (error) {
    if (!(error instanceof MalformedRequest)) throw error;
    throw new Refused([{ errorType: error.errorType, message: error.message }]);
  }
}

/** Equal for equal selections, variables used below the field (its arguments choose payloads, they do not shape them), and audiences. */
function selectionOf(
  prepared: PreparedDocument,
  field: string,
  variables: Record<string, unknown>,
  { audience }: Caller,
  operationName?: string | null,
): string {
  const { selectionSet } = prepared.operation(operationName);
  const used: Record<string, unknown> = {};
  const shapes = fieldsOf(selectionSet, prepared.fragments)
    .filter(({ name }) => name.value === field)
    .map((node) => [responseKey(node), node.selectionSet && print(node.selectionSet)]);
  const fragments = Object.values(prepared.fragments);
  for (const node of [
    ...fieldsOf(selectionSet, prepared.fragments).flatMap((f) => f.selectionSet ?? []),
    ...fragments,
  ]) {
    visit(node, {
      [Kind.VARIABLE]: ({ name }) => {
        used[name.value] = variables[name.value];
      },
    });
  }
  return JSON.stringify([audience, shapes, fragments.map(print), used]);
}
