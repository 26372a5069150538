import { FieldError } from '../errors.ts';
import { type TypedValue, toTyped } from './attribute-values.ts';

/** `{attribute: {operator: value}}`, with `and`, `or` (lists) and `not` beside attributes. */
export type FilterObject = Record<string, unknown>;

export interface Expression {
  expression: string;
  expressionNames: Record<string, string>;
  expressionValues: Record<string, TypedValue>;
}

const comparators: Record<string, string> = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' };

const attributeTypes: Record<string, string> = {
  _null: 'NULL',
  string: 'S',
  stringSet: 'SS',
  number: 'N',
  numberSet: 'NS',
  binary: 'B',
  binarySet: 'BS',
  boolean: 'BOOL',
  list: 'L',
  map: 'M',
};

/**
 * A filter object as DynamoDB's expression. All parts are joined by AND. Names are `#attribute`, values
 * `:attribute_operator`, under `and`, `or` and `not` with their place before (`:or_0_title_eq`).
 */
export function toCondition(filter: FilterObject): Expression {
  const made: Expression = { expression: '', expressionNames: {}, expressionValues: {} };
  made.expression = allOf(filter, '', made);
  return made;
}

function allOf(filter: FilterObject, place: string, made: Expression): string {
  const parts = Object.entries(filter).flatMap(([key, value]) => {
    if (value === null || value === undefined) return [];
    if (key === 'and') return [joined(value, `${place}and_`, ' AND ', made)];
    if (key === 'or') return [joined(value, `${place}or_`, ' OR ', made)];
    if (key === 'not') return [`(NOT ${allOf(value as FilterObject, `${place}not_`, made)})`];
    return comparisons(key, value as Record<string, unknown>, place, made);
  });
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(' AND ')})`;
}

function joined(value: unknown, place: string, operator: string, made: Expression): string {
  const filters = (Array.isArray(value) ? value : [value]) as FilterObject[];
  return `(${filters.map((filter, i) => allOf(filter, `${place}${i}_`, made)).join(operator)})`;
}

function comparisons(attribute: string, operators: Record<string, unknown>, place: string, made: Expression): string[] {
  const safe = attribute.replace(/\W/g, '_');
  const name = `#${safe}`;
  made.expressionNames[name] = attribute;
  return Object.entries(operators)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([operator, value]) => {
      const values = (suffix: string, typed: TypedValue) => {
        const key = `:${place}${safe}_${operator}${suffix}`;
        made.expressionValues[key] = typed;
        return key;
      };
      return `(${comparison(name, operator, value, values)})`;
    });
}

type AddValue = (suffix: string, typed: TypedValue) => string;

function comparison(name: string, operator: string, value: unknown, add: AddValue): string {
  const comparator = comparators[operator];
  if (comparator) return `${name} ${comparator} ${add('', toTyped(value))}`;
  switch (operator) {
    case 'attributeExists':
      return `${value ? 'attribute_exists' : 'attribute_not_exists'}(${name})`;
    case 'attributeType':
      return `attribute_type(${name},${add('', { S: attributeTypes[String(value)] ?? value })})`;
    case 'beginsWith':
      return `begins_with(${name},${add('', toTyped(value))})`;
    case 'contains':
      return `contains(${name},${add('', toTyped(value))})`;
    case 'notContains':
      return `NOT contains(${name},${add('', toTyped(value))})`;
    case 'between': {
      const [from, to] = value as unknown[];
      return `${name} BETWEEN ${add('_0', toTyped(from))} AND ${add('_1', toTyped(to))}`;
    }
    case 'in':
      return `${name} IN (${(value as unknown[]).map((item, i) => add(`_${i}`, toTyped(item))).join(', ')})`;
    default:
      throw new FieldError(`Unsupported operator ${operator} on ${name.slice(1)}`, 'Code');
  }
}
