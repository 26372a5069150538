/** What is known of a request, by condition key in lower case: `aws:sourcearn`. */
export type Context = Record<string, string>;

type Test = (actual: string, expected: string) => boolean;

/** The condition operators that policies here use. Others are refused when policies are read. */
export const OPERATORS: Record<string, Test> = {
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringEquals: (actual, expected) => actual === expected,
  StringLike: (actual, expected) => wildcard(expected).test(actual),
};

const compiled = new Map<string, RegExp>();

/** `*` stands for any characters, `?` for one. */
export function wildcard(pattern: string, flags = ''): RegExp {
  const key = `${flags}/${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, (sign) =>
    sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`,
  );
  const expression = new RegExp(`^${source}$`, `s${flags}`);
  compiled.set(key, expression);
  return expression;
}

/** ARNs are compared part by part: a wildcard does not reach over a colon (but for the sixth part, which may hold some). */
function arnLike(actual: string, expected: string): boolean {
  const actualParts = partsOf(actual);
  const expectedParts = partsOf(expected);
  return (
    actualParts.length === 6 &&
    expectedParts.length === 6 &&
    expectedParts.every((part, index) => wildcard(part).test(actualParts[index]!))
  );
}

function partsOf(arn: string): string[] {
  const [prefix = '', partition = '', service = '', region = '', account = '', ...rest] = arn.split(':');
  return rest.length === 0 ? [] : [prefix, partition, service, region, account, rest.join(':')];
}

/** A statement's `Condition`: by operator, by key, what the value may be. */
export type Condition = Record<string, Record<string, string[]>>;

/** All operators and keys must hold; of a key's values one. A key that the request does not have never holds. */
export function holds(condition: Condition, context: Context): boolean {
  return Object.entries(condition).every(([operator, byKey]) =>
    Object.entries(byKey).every(([key, expected]) => {
      const actual = context[key];
      return actual !== undefined && expected.some((value) => OPERATORS[operator]!(actual, value));
    }),
  );
}
