import { execute, OperationTypeNode } from 'graphql';
import { MalformedRequest } from '../errors.ts';
import type { CompiledApi } from './compile.ts';
import { type Documents, depthOf, type PreparedDocument } from './documents.ts';
import { type ShownError, shownAppended, shownError, shownValidation } from './format-errors.ts';
import type { Request } from './request.ts';
import { byFieldName, fieldsOf, responseKey } from './selection.ts';

export interface GraphQLRequest {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

export interface Response {
  data: Record<string, unknown> | null;
  errors?: ShownError[];
}

/** A mutation's result on its way to subscribers, by field names. */
export interface Publication {
  mutation: string;
  payload: Record<string, unknown>;
}

export interface Executed {
  response: Response;
  publications: Publication[];
}

/** Executes a query or mutation. Throws `MalformedRequest` for what AppSync answers with HTTP 4xx. */
export async function executeRequest(
  compiled: CompiledApi,
  documents: Documents,
  { query, variables, operationName }: GraphQLRequest,
  request: Request,
): Promise<Executed> {
  const prepared = documents.prepare(query);
  if (prepared.refusals.length > 0)
    return { response: { data: null, errors: prepared.refusals.map(shownValidation) }, publications: [] };
  const operation = prepared.operation(operationName);
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new MalformedRequest('Subscriptions go over the real-time endpoint.', 'UnsupportedOperation');
  }
  const { queryDepthLimit } = compiled.api;
  if (queryDepthLimit && depthOf(operation, prepared.fragments) > queryDepthLimit) {
    const message = `Query depth limit of ${queryDepthLimit} exceeded`;
    return {
      response: { data: null, errors: [{ path: null, locations: null, errorType: 'QueryDepthLimitReached', message }] },
      publications: [],
    };
  }
  const result = await execute({
    schema: compiled.schema,
    document: prepared.document,
    variableValues: variables ?? {},
    operationName: operationName ?? undefined,
    contextValue: request,
  });
  const data = (result.data as Record<string, unknown> | null | undefined) ?? null;
  const wasExecuted = 'data' in result;
  const errors = [
    ...(result.errors ?? []).map((error) =>
      wasExecuted ? shownError(error, prepared.fragments, compiled.schema) : shownValidation(error),
    ),
    ...request.appended.map(shownAppended),
  ];
  const publications =
    operation.operation === OperationTypeNode.MUTATION && data
      ? published(compiled, prepared, operationName, data)
      : [];
  return { response: { data, ...(errors.length > 0 && { errors }) }, publications };
}

function published(
  { links }: CompiledApi,
  prepared: PreparedDocument,
  operationName: string | null | undefined,
  data: Record<string, unknown>,
): Publication[] {
  const { selectionSet } = prepared.operation(operationName);
  return fieldsOf(selectionSet, prepared.fragments).flatMap((field) => {
    const value = data[responseKey(field)];
    if (!links.has(field.name.value) || value === null || typeof value !== 'object') return [];
    const payload = byFieldName(value, field.selectionSet, prepared.fragments);
    return [{ mutation: field.name.value, payload: payload as Record<string, unknown> }];
  });
}
