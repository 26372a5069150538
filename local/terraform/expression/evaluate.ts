import { callFunction } from './functions.ts';
import { toText } from './json.ts';
import { type Expression, ExpressionError } from './syntax.ts';

/** What an expression may ask of the world around it. */
export interface Scope {
  /** The value at a reference's path: `['aws_sqs_queue', 'live', 'arn']`. Throws when there is none. */
  resolve(path: string[]): unknown;
  /** The bytes of a file, its path relative to the stack's folder. */
  readFile(path: string): Uint8Array;
}

/** @throws ExpressionError on unknown functions, missing keys and values of a wrong type; whatever `scope` throws */
export function evaluateExpression(expression: Expression, scope: Scope): unknown {
  const evaluate = (inner: Expression) => evaluateExpression(inner, scope);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template':
      return expression.parts.map((part) => toText(evaluate(part), 'a template')).join('');
    case 'reference':
      return scope.resolve(expression.path);
    case 'access':
      return access(evaluate(expression.of), evaluate(expression.key));
    case 'call':
      return callFunction(expression.name, expression.arguments.map(evaluate), scope);
    case 'list':
      return expression.items.map(evaluate);
    case 'object':
      return Object.fromEntries(
        expression.entries.map(({ key, value }) => [toText(evaluate(key), 'an object key'), evaluate(value)]),
      );
  }
}

/**
 * `value[key]`. Synthesis writes a block that may occur once as an object, where Terraform holds a list of one: `[0]` of an
 * object is the object.
 */
export function access(value: unknown, key: unknown): unknown {
  if (value === null || typeof value !== 'object') throw new ExpressionError(`${JSON.stringify(value)} has no ${key}`);
  if (Array.isArray(value)) {
    const index = Number(key);
    if (!Number.isInteger(index) || !(index in value))
      throw new ExpressionError(`a list of ${value.length} has no ${key}`);
    return value[index];
  }
  const name = String(key);
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  if (key === 0) return value;
  throw new ExpressionError(`there is no ${name} among ${Object.keys(value).join(', ') || 'no attributes'}`);
}
