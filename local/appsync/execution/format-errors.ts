import { type FieldNode, type GraphQLError, type GraphQLSchema, getNamedType, isObjectType, Kind } from 'graphql';
import type { Path } from 'graphql/jsutils/Path.js';
import { FieldError } from '../errors.ts';
import type { PlacedError } from './request.ts';
import { type Fragments, withinSelection } from './selection.ts';

/** An entry of `errors` as AppSync writes it. */
export interface ShownError {
  path: (string | number)[] | null;
  data?: unknown;
  errorType?: string | null;
  errorInfo?: unknown;
  locations: { line: number; column: number; sourceName: null }[] | null;
  message: string;
  [member: string]: unknown;
}

/** Errors that graphql-js found while it executed. */
export function shownError(error: GraphQLError, fragments: Fragments, schema: GraphQLSchema): ShownError {
  const path = error.path ? [...error.path] : null;
  const locations = error.locations?.map((location) => ({ ...location, sourceName: null })) ?? null;
  const cause = error.originalError;
  if (!(cause instanceof FieldError)) return { path, locations: null, message: reworded(error, path, schema) };
  const nodes = (error.nodes ?? []).filter((node): node is FieldNode => node.kind === Kind.FIELD);
  return {
    path,
    data: withinSelection(cause.data, nodes, fragments),
    errorType: cause.errorType,
    errorInfo: cause.errorInfo,
    locations,
    message: cause.message,
  };
}

/** Errors that resolvers appended to data. */
export function shownAppended({ error, path, locations }: PlacedError): ShownError {
  return {
    path: toArray(path),
    data: error.data,
    errorType: error.errorType,
    errorInfo: error.errorInfo,
    locations: locations.map((location) => ({ ...location, sourceName: null })),
    message: error.message,
  };
}

/** Errors of a document or its variables; AppSync answers with them alone, and no data. */
export function shownValidation(error: GraphQLError): ShownError {
  return {
    path: null,
    locations: error.locations?.map((location) => ({ ...location, sourceName: null })) ?? null,
    message: validationMessage(error.message),
  };
}

/** graphql-js and AppSync's graphql-java say the same in different words; these are the ones that clients meet. */
function reworded(error: GraphQLError, path: (string | number)[] | null, schema: GraphQLSchema): string {
  const place = `/${(path ?? []).join('/')}`;
  const [, parent, field] = error.message.match(/^Cannot return null for non-nullable field (\w+)\.(\w+)\.$/) ?? [];
  if (parent && field) {
    return `Cannot return null for non-nullable type: '${typeOf(schema, parent, field)}' within parent '${parent}' (${place})`;
  }
  if (error.message.startsWith('Unable to serialize')) return `Can't serialize value (${place}) : ${error.message}`;
  return error.message;
}

/** AppSync names the type of a null that must not be; graphql-js names the field. */
function typeOf(schema: GraphQLSchema, parent: string, field: string): string {
  const type = schema.getType(parent);
  const found = isObjectType(type) ? type.getFields()[field]?.type : undefined;
  return String(found ? getNamedType(found) : field);
}

function validationMessage(message: string): string {
  const field = message.match(/^Cannot query field "(\w+)" on type "(\w+)"/);
  if (field)
    return `Validation error of type FieldUndefined: Field '${field[1]}' in type '${field[2]}' is undefined @ '${field[1]}'`;
  const variable = message.match(
    /^Variable "\$(\w+)" of (?:required|non-null) type "([^"]+)" (?:was not provided|must not be null)\.$/,
  );
  if (variable) return `Variable '${variable[1]}' has coerced Null value for NonNull type '${variable[2]}'`;
  const value = message.match(/^Variable "\$(\w+)" got invalid value/);
  if (value) return `Variable '${value[1]}' has an invalid value. ${message}`;
  return `Validation error: ${message}`;
}

function toArray(path: Path | undefined): (string | number)[] {
  return path ? [...toArray(path.prev), path.key] : [];
}
