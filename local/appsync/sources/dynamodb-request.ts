import { FieldError } from '../errors.ts';
import { type TypedValue, toWireMap } from '../javascript/attribute-values.ts';

export interface Expression {
  expression: string;
  expressionNames?: Record<string, string>;
  expressionValues?: Record<string, TypedValue>;
}

export interface Condition extends Expression {
  equalsIgnore?: string[];
  consistentRead?: boolean;
  conditionalCheckFailedHandler?: { strategy: 'Custom' | 'Reject'; lambdaArn?: string };
  returnValuesOnConditionCheckFailure?: boolean;
}

type TypedItem = Record<string, TypedValue>;

/** A request object as handlers return it, all operations in one: which members it may have is checked by `checkRequest`. */
export interface DynamoDBRequest {
  operation: string;
  key: TypedItem;
  attributeValues?: TypedItem;
  update: Expression;
  condition?: Condition;
  query: Expression;
  filter?: Expression;
  projection?: Expression;
  index?: string;
  limit?: number;
  nextToken?: string | null;
  consistentRead?: boolean;
  scanIndexForward?: boolean;
  select?: 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'SPECIFIC_ATTRIBUTES';
  segment?: number;
  totalSegments?: number;
  tables: Record<string, unknown>;
  transactItems: (DynamoDBRequest & { table: string })[];
}

const item = ['operation', 'key', 'condition'];
const list = ['operation', 'filter', 'index', 'limit', 'nextToken', 'consistentRead', 'select', 'projection'];
const members: Record<string, string[]> = {
  GetItem: ['operation', 'key', 'consistentRead', 'projection'],
  PutItem: [...item, 'attributeValues'],
  UpdateItem: [...item, 'update'],
  DeleteItem: item,
  Query: [...list, 'query', 'scanIndexForward'],
  Scan: [...list, 'totalSegments', 'segment'],
  BatchGetItem: ['operation', 'tables'],
  BatchPutItem: ['operation', 'tables'],
  BatchDeleteItem: ['operation', 'tables'],
  TransactGetItems: ['operation', 'transactItems'],
  TransactWriteItems: ['operation', 'transactItems'],
};

/** Throws `FieldError`, in AppSync's words, for a request object that AppSync would refuse. */
export function checkRequest(request: unknown): DynamoDBRequest {
  const { operation } = (request ?? {}) as { operation?: string };
  const allowed = operation === undefined ? undefined : members[operation];
  if (!allowed) throw refused(`Unsupported operation '${operation}'.`);
  for (const [member, value] of Object.entries(request as object)) {
    if (!allowed.includes(member) && value !== null) throw refused(`Unsupported element '$[${member}]'.`);
  }
  const { key, condition } = request as DynamoDBRequest;
  if (allowed.includes('key') && !key) throw refused("The value for 'key' is required.");
  if (condition?.conditionalCheckFailedHandler?.strategy === 'Custom') {
    throw refused("The local engine does not support conditionalCheckFailedHandler.strategy 'Custom'");
  }
  return request as DynamoDBRequest;
}

function refused(message: string): FieldError {
  return new FieldError(message, 'MappingTemplate');
}

/**
 * `ExpressionAttributeNames` and `…Values` of a command, from all expressions of a request. Two expressions may share a
 * placeholder only when it means the same.
 */
export function placeholders(...expressions: (Expression | undefined)[]) {
  const names: Record<string, string> = {};
  const values: Record<string, TypedValue> = {};
  for (const expression of expressions) {
    merge(names, expression?.expressionNames ?? {});
    merge(values, expression?.expressionValues ?? {});
  }
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: toWireMap(values) as never }),
  };
}

function merge<T>(into: Record<string, T>, from: Record<string, T>): void {
  for (const [key, value] of Object.entries(from)) {
    if (key in into && JSON.stringify(into[key]) !== JSON.stringify(value)) {
      throw refused(`The placeholder ${key} stands for two different things`);
    }
    into[key] = value;
  }
}

/** Opaque to clients; it only has to lead back to where a list stopped. */
export function toToken(lastKey: object | undefined): string | null {
  return lastKey ? Buffer.from(JSON.stringify(lastKey)).toString('base64url') : null;
}

export function fromToken(token: string | null | undefined): Record<string, never> | undefined {
  if (!token) return undefined;
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Record<string, never>;
  } catch (cause) {
    const error = refused('Invalid pagination token given.');
    error.cause = cause;
    throw error;
  }
}
