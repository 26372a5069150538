/**
 * Event filtering of event source mappings: EventBridge's patterns on a record.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */

/** Whether a value of the event (undefined: there is none) is what the pattern asks. */
type Test = (value: unknown) => boolean;

/** Something in a pattern that AWS or this engine does not know. The message has the path to it. */
export class InvalidPattern extends Error {
  override name = 'InvalidPattern';
}

type Operator = (argument: unknown, path: string) => Test;

const isText = (value: unknown): value is string => typeof value === 'string';

function textTest(
  name: string,
  argument: unknown,
  path: string,
  holds: (value: string, wanted: string) => boolean,
): Test {
  const wanted = Array.isArray(argument) ? argument : [argument];
  if (!wanted.every(isText)) throw new InvalidPattern(`${path}: ${name} takes text`);
  return (value) => isText(value) && wanted.some((each) => holds(value, each));
}

const textOperators: Record<string, Operator> = {
  prefix: (argument, path) => textTest('prefix', argument, path, (value, wanted) => value.startsWith(wanted)),
  suffix: (argument, path) => textTest('suffix', argument, path, (value, wanted) => value.endsWith(wanted)),
  'equals-ignore-case': (argument, path) =>
    textTest('equals-ignore-case', argument, path, (value, wanted) => value.toLowerCase() === wanted.toLowerCase()),
};

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
};

function numeric(argument: unknown, path: string): Test {
  if (!Array.isArray(argument) || ![2, 4].includes(argument.length))
    throw new InvalidPattern(`${path}: numeric takes [">", 0] or [">", 0, "<", 9]`);
  // DynamoDB's numbers are text in a record and AWS does not convert: such a filter lets nothing through, ever.
  if (path.endsWith('.N'))
    throw new InvalidPattern(`${path}: numeric never matches a DynamoDB number, which is text in a record`);
  const bounds = Array.from({ length: argument.length / 2 }, (_, pair) => {
    const compare = comparisons[String(argument[2 * pair])];
    const bound: unknown = argument[2 * pair + 1];
    if (!compare || typeof bound !== 'number') throw new InvalidPattern(`${path}: numeric ${JSON.stringify(argument)}`);
    return (value: number) => compare(value, bound);
  });
  return (value) => typeof value === 'number' && bounds.every((holds) => holds(value));
}

function anythingBut(argument: unknown, path: string): Test {
  if (argument !== null && typeof argument === 'object' && !Array.isArray(argument)) {
    const [[name, inner] = ['', undefined], ...more] = Object.entries(argument);
    const operator = textOperators[name];
    if (!operator || more.length > 0) throw new InvalidPattern(`${path}: anything-but ${JSON.stringify(argument)}`);
    const test = operator(inner, path);
    return (value) => value !== undefined && !test(value);
  }
  const refused: unknown[] = Array.isArray(argument) ? argument : [argument];
  return (value) => value !== undefined && !refused.includes(value);
}

const operators: Record<string, Operator> = {
  ...textOperators,
  numeric,
  'anything-but': anythingBut,
  exists: (argument, path) => {
    if (typeof argument !== 'boolean') throw new InvalidPattern(`${path}: exists takes true or false`);
    return (value) => (value !== undefined && (value === null || typeof value !== 'object')) === argument;
  },
};

function alternative(wanted: unknown, path: string): Test {
  if (wanted === null || typeof wanted !== 'object') return (value) => value === wanted;
  const [[name, argument] = ['', undefined], ...more] = Object.entries(wanted);
  const operator = operators[name];
  if (!operator || more.length > 0) throw new InvalidPattern(`${path}: ${JSON.stringify(wanted)} is no known operator`);
  return operator(argument, path);
}

const at = (value: unknown, key: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;

function pattern(wanted: unknown, path: string): Test {
  if (Array.isArray(wanted)) {
    const tests = wanted.map((each) => alternative(each, path));
    // A list in the event matches if one of its items does.
    return (value) => tests.some((test) => (Array.isArray(value) ? value.some(test) : test(value)));
  }
  if (wanted === null || typeof wanted !== 'object') throw new InvalidPattern(`${path}: a pattern's values are lists`);
  const fields = Object.entries(wanted).map(([key, inner]) => {
    if (key !== '$or') {
      const test = pattern(inner, `${path}.${key}`);
      return (value: unknown) => test(at(value, key));
    }
    if (!Array.isArray(inner)) throw new InvalidPattern(`${path}: $or takes a list`);
    const tests = inner.map((each) => pattern(each, path));
    return (value: unknown) => tests.some((test) => test(value));
  });
  return (value) => fields.every((holds) => holds(value));
}

/**
 * What a mapping's filters let through: a record that matches one of the patterns (JSON), or any where there are none.
 * @throws InvalidPattern naming what is not known
 */
export function filterFrom(patterns: readonly string[]): (record: unknown) => boolean {
  const tests = patterns.map((each) => pattern(JSON.parse(each), '$'));
  return (record) => tests.length === 0 || tests.some((test) => test(record));
}
