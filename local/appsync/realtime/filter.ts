import { FieldError } from '../errors.ts';
import type { SubscriptionFilter } from '../javascript/invocation.ts';

type Payload = Record<string, unknown>;
type Test = (actual: unknown, wanted: never) => boolean;

const holds = (actual: unknown, wanted: unknown) =>
  (typeof actual === 'string' || Array.isArray(actual)) && actual.includes(wanted as never);

const compares = (test: (a: number, b: number) => boolean) => (actual: unknown, wanted: unknown) =>
  actual !== null &&
  actual !== undefined &&
  typeof actual === typeof wanted &&
  test(actual as number, wanted as number);

/** https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html, "Defining enhanced subscription filters". */
const operators: Record<string, Test> = {
  eq: (actual, wanted) => actual === wanted,
  ne: (actual, wanted) => actual !== wanted,
  le: compares((a, b) => a <= b),
  lt: compares((a, b) => a < b),
  ge: compares((a, b) => a >= b),
  gt: compares((a, b) => a > b),
  contains: holds,
  notContains: (actual, wanted) => !holds(actual, wanted),
  beginsWith: (actual, wanted) => typeof actual === 'string' && actual.startsWith(wanted),
  in: (actual, wanted: unknown[]) => wanted.includes(actual),
  notIn: (actual, wanted: unknown[]) => !wanted.includes(actual),
  between: (actual, [from, to]: [never, never]) =>
    compares((a, b) => a >= b)(actual, from) && compares((a, b) => a <= b)(actual, to),
  containsAny: (actual, wanted: unknown[]) => wanted.some((item) => holds(actual, item)),
};

const listLimits: Record<string, number> = { in: 5, notIn: 5, containsAny: 20 };
const maxGroups = 10;
const maxFilters = 5;

/** Gives the filter back when it keeps AppSync's limits and knows its operators; throws `FieldError` otherwise. */
export function checkFilter(filter: SubscriptionFilter): SubscriptionFilter {
  const groups = filter.filterGroup ?? [];
  if (groups.length === 0 || groups.length > maxGroups)
    invalid(`filterGroup has ${groups.length} groups, not 1 to ${maxGroups}`);
  for (const { filters } of groups) {
    if (filters.length > maxFilters) invalid(`a group has ${filters.length} filters; AppSync takes ${maxFilters}`);
    for (const { fieldName, operator, value } of filters) {
      if (!operators[operator]) invalid(`unknown operator ${operator} on ${fieldName}`);
      const limit = listLimits[operator];
      if (limit && (!Array.isArray(value) || value.length > limit))
        invalid(`${operator} on ${fieldName} takes a list of at most ${limit}`);
    }
  }
  return filter;
}

/** Whether a payload passes a filter that `checkFilter` took. `fieldName` may be a path with dots. */
export function passes(filter: SubscriptionFilter, payload: Payload): boolean {
  return filter.filterGroup.some(({ filters }) =>
    filters.every(({ fieldName, operator, value }) =>
      (operators[operator] as Test)(at(payload, fieldName), value as never),
    ),
  );
}

/** Whether every argument that the client gave equals the payload's field of that name. An omitted one asks nothing; null asks for null. */
export function argumentsMatch(args: Record<string, unknown>, payload: Payload): boolean {
  return Object.entries(args).every(([name, wanted]) => {
    const actual = payload[name] ?? null;
    return actual === wanted || (typeof wanted === 'object' && JSON.stringify(actual) === JSON.stringify(wanted));
  });
}

function at(payload: Payload, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Payload | null | undefined)?.[key], payload);
}

function invalid(message: string): never {
  throw new FieldError(`Invalid subscription filter: ${message}`, 'Code');
}
