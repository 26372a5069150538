import {
  type Context,
  type DynamoDBDeleteItemRequest,
  type DynamoDBExpression,
  type DynamoDBTransactWriteItemsRequest,
  type DynamoDBUpdateItemRequest,
  type TransactConditionCheckExpression,
  type Key as TypedKey,
  util,
} from '@aws-appsync/utils';
import { now } from './clock.ts';
import type { Key } from './keys.ts';
import type { Origin } from './schema.generated.ts';
import { STAGE_TABLE } from './stage-table.ts';

/** The row as the act saw it: none, any that is there, or this version of it. */
type Seen = 'ABSENT' | 'PRESENT' | number;

interface Change {
  key: Key;
  /** Left out: whatever is there. */
  seen?: Seen;
  set: Record<string, unknown>;
  /** Set only where the row has no such attribute yet. */
  setOnce?: Record<string, unknown>;
  remove?: string[];
  /** Numbers and sets, typed as DynamoDB has them, added to what is there. */
  add?: Record<string, unknown>;
  /** Sets, typed as DynamoDB has them, whose members are taken out of what is there. */
  drop?: Record<string, unknown>;
}

/** Attributes that are null are removed and not stored as null. */
export function setOrRemove(values: Record<string, unknown>): Pick<Change, 'set' | 'remove'> {
  const set: Record<string, unknown> = {};
  const remove: string[] = [];
  for (const name of Object.keys(values)) {
    if (values[name] === null) remove.push(name);
    else set[name] = values[name];
  }
  return remove.length === 0 ? { set } : { set, remove };
}

/** What every row says about its last change; spread it into what is set. */
export function stamp(ctx: Context, origin: Origin): { updatedAt: string; updatedBy: string; origin: Origin } {
  return { updatedAt: now(), updatedBy: ctx.stash.by, origin };
}

/** Changes a row that is as it was seen, and raises its version. */
export function changeRow(change: Change): DynamoDBUpdateItemRequest {
  return touchRow({ ...change, add: { ...change.add, version: util.dynamodb.toNumber(1) } });
}

/** Changes a row without raising its version: nobody's view of it is outdated by this. */
export function touchRow({ key, seen, set, setOnce, remove, add, drop }: Change): DynamoDBUpdateItemRequest {
  const sets = Object.keys(set).map((name) => `#${name} = :${name}`);
  const setsOnce = Object.keys(setOnce ?? {}).map((name) => `#${name} = if_not_exists(#${name}, :${name})`);
  const clauses = [`SET ${[...sets, ...setsOnce].join(', ')}`];
  if (remove) clauses.push(`REMOVE ${remove.map((name) => `#${name}`).join(', ')}`);
  if (add) clauses.push(`ADD ${namesWithValues(add)}`);
  if (drop) clauses.push(`DELETE ${namesWithValues(drop)}`);
  const typed = { ...util.dynamodb.toMapValues({ ...set, ...setOnce }), ...add, ...drop };
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ ...key }),
    update: {
      expression: clauses.join(' '),
      expressionNames: namesOf([...Object.keys(typed), ...(remove ?? [])]),
      expressionValues: valuesOf(typed),
    },
    ...(seen === undefined ? {} : { condition: asSeen(seen) }),
  };
}

function namesWithValues(typed: Record<string, unknown>): string {
  return Object.keys(typed)
    .map((name) => `#${name} :${name}`)
    .join(', ');
}

/** Removes a row that is as it was seen. */
export function removeRow(key: Key, seen: Seen): DynamoDBDeleteItemRequest {
  return { operation: 'DeleteItem', key: util.dynamodb.toMapValues({ ...key }), condition: asSeen(seen) };
}

interface Check {
  operation: 'ConditionCheck';
  key: TypedKey;
  condition: DynamoDBExpression;
}

/** Holds a transaction back unless the condition is true of a row that it does not write. */
export function checkRow(key: Key, condition: DynamoDBExpression): Check {
  return { operation: 'ConditionCheck', key: util.dynamodb.toMapValues({ ...key }), condition };
}

/** All or nothing. The row that the act is about comes first: its version is what a CONFLICT tells. */
export function transact(
  items: (DynamoDBUpdateItemRequest | DynamoDBDeleteItemRequest | Check)[],
): DynamoDBTransactWriteItemsRequest {
  return {
    operation: 'TransactWriteItems',
    transactItems: items.map(({ condition, ...item }) => ({
      ...item,
      table: STAGE_TABLE,
      ...tellingTheRow(condition),
    })),
  };
}

/** A condition that fails gives the row back that failed it. */
function tellingTheRow(condition: DynamoDBExpression | undefined): { condition?: TransactConditionCheckExpression } {
  return condition === undefined ? {} : { condition: { ...condition, returnValuesOnConditionCheckFailure: true } };
}

function asSeen(seen: Seen): DynamoDBExpression {
  if (seen === 'ABSENT') return { expression: 'attribute_not_exists(pk)' };
  if (seen === 'PRESENT') return { expression: 'attribute_exists(pk)' };
  return { expression: 'version = :seen', expressionValues: util.dynamodb.toMapValues({ ':seen': seen }) };
}

function namesOf(attributes: string[]): Record<string, string> {
  const names: Record<string, string> = {};
  for (const name of attributes) names[`#${name}`] = name;
  return names;
}

function valuesOf(typed: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(typed)) values[`:${name}`] = typed[name];
  return values;
}
