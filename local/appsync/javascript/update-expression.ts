import { FieldError } from '../errors.ts';
import { toTyped } from './attribute-values.ts';
import type { Expression } from './filter-expression.ts';

/** What `operations.…` leaves in an update object in place of a value. */
interface Operation {
  _type: 'add' | 'replace' | 'remove' | 'increment' | 'decrement' | 'append' | 'prepend' | 'updateListItem';
  value?: unknown;
  index?: number;
}

/** `operations` of `@aws-appsync/utils/dynamodb`. */
export const operations = {
  add: (value: unknown): Operation => ({ _type: 'add', value }),
  replace: (value: unknown): Operation => ({ _type: 'replace', value }),
  remove: (): Operation => ({ _type: 'remove' }),
  increment: (by?: number | null): Operation => ({ _type: 'increment', value: by ?? 1 }),
  decrement: (by?: number | null): Operation => ({ _type: 'decrement', value: by ?? 1 }),
  append: (values: unknown[]): Operation => ({ _type: 'append', value: values }),
  prepend: (values: unknown[]): Operation => ({ _type: 'prepend', value: values }),
  updateListItem: (value: unknown, index: number): Operation => ({ _type: 'updateListItem', value, index }),
};

/**
 * The update expression that `update()` makes: names `#expName_1`, values `:expValue_1`, SET before REMOVE. As on AWS an
 * increment has no default: on an attribute that is not there DynamoDB refuses it.
 */
export function toUpdate(update: Record<string, unknown>): Expression {
  const made: Expression = { expression: '', expressionNames: {}, expressionValues: {} };
  const set: string[] = [];
  const remove: string[] = [];
  const nameOf = (attribute: string) => {
    const name = `#expName_${Object.keys(made.expressionNames).length + 1}`;
    made.expressionNames[name] = attribute;
    return name;
  };
  const placeholder = (value: unknown) => {
    const key = `:expValue_${Object.keys(made.expressionValues).length + 1}`;
    made.expressionValues[key] = toTyped(value);
    return key;
  };
  const visit = (path: string, value: unknown): void => {
    for (const operation of listOperations(value) ?? [value]) {
      if (isOperation(operation)) {
        if (operation._type === 'remove') remove.push(path);
        else set.push(assignment(path, operation, placeholder));
      } else if (holdsOperation(operation)) {
        for (const [key, member] of Object.entries(operation)) visit(`${path}.${nameOf(key)}`, member);
      } else {
        set.push(`${path} = ${placeholder(operation)}`);
      }
    }
  };
  for (const [attribute, value] of Object.entries(update)) visit(nameOf(attribute), value);
  if (set.length + remove.length === 0) throw new FieldError('The update of an UpdateItem request is empty', 'Code');
  made.expression = [clause('SET', set), clause('REMOVE', remove)].filter(Boolean).join(' ');
  return made;
}

function assignment(path: string, { _type, value, index }: Operation, placeholder: (value: unknown) => string): string {
  switch (_type) {
    case 'increment':
      return `${path} = ${path} + ${placeholder(value)}`;
    case 'decrement':
      return `${path} = ${path} - ${placeholder(value)}`;
    case 'append':
      return `${path} = list_append(${path}, ${placeholder(value)})`;
    case 'prepend':
      return `${path} = list_append(${placeholder(value)}, ${path})`;
    case 'updateListItem':
      return `${path}[${index}] = ${placeholder(value)}`;
    default:
      return `${path} = ${placeholder(value)}`;
  }
}

const clause = (word: string, parts: string[]) => (parts.length > 0 ? `${word} ${parts.join(', ')}` : '');

function isOperation(value: unknown): value is Operation {
  return isObject(value) && typeof value._type === 'string' && Object.hasOwn(operations, value._type);
}

/** A list of `updateListItem` is a list of operations on one attribute; any other list is a value. */
function listOperations(value: unknown): unknown[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every(isOperation) ? value : undefined;
}

function holdsOperation(value: unknown): value is Record<string, unknown> {
  return isObject(value) && Object.values(value).some((member) => isOperation(member) || holdsOperation(member));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
