import { randomUUID } from 'node:crypto';
import { FieldError, NotSupported, notAuthorized } from '../errors.ts';
import { type FilterObject, toCondition } from './filter-expression.ts';
import { ksuid, ulid } from './ids.ts';
import { currentInvocation } from './invocation.ts';
import { toSubscriptionFilter } from './subscription-filter.ts';

const escapes: Record<string, string> = {
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** `util` but for its parts `time` and `dynamodb`: https://docs.aws.amazon.com/appsync/latest/devguide/built-in-util-js.html */
export const util = {
  error(message: string, type?: string | null, data?: unknown, errorInfo?: unknown): never {
    throw new FieldError(message, type ?? null, data ?? null, errorInfo ?? null);
  },
  appendError(message: string, type?: string | null, data?: unknown, errorInfo?: unknown): void {
    currentInvocation().appended.push(new FieldError(message, type ?? null, data ?? null, errorInfo ?? null));
  },
  unauthorized(): never {
    const { fieldName, parentTypeName } = currentInvocation();
    throw notAuthorized(fieldName, parentTypeName);
  },
  /**
   * The guide does not say whether the pattern must match the whole text or a part of it. Where that makes a difference the
   * call fails here: anchored by ^ and $ a pattern means the same either way.
   */
  matches(pattern: string, text: string): boolean {
    const found = new RegExp(pattern).test(text);
    if (found === new RegExp(`^(?:${pattern})$`).test(text)) return found;
    throw new NotSupported(
      `util.matches('${pattern}', …): anchor the pattern by ^ and $; the local engine takes no other`,
    );
  },
  authType: () => currentInvocation().authType,
  autoId: () => randomUUID() as string,
  autoUlid: () => ulid(),
  autoKsuid: () => ksuid(),
  urlEncode: (text: string) => new URLSearchParams({ '': text }).toString().slice(1),
  urlDecode: (text: string) => decodeURIComponent(text.replaceAll('+', ' ')),
  base64Encode: (text: string) => Buffer.from(text, 'utf8').toString('base64'),
  base64Decode: (text: string) => Buffer.from(text, 'base64').toString('utf8'),
  escapeJavaScript: (text: string) =>
    text.replace(/['"\\/\n\r\t\b\f]/g, (character) => escapes[character] ?? character),

  'str.normalize': (text: string, form: string) => text.normalize(form.toUpperCase()),

  'math.roundNum': (value: number) => Math.round(value),
  'math.minVal': (a: number, b: number) => Math.min(a, b),
  'math.maxVal': (a: number, b: number) => Math.max(a, b),
  'math.randomDouble': () => Math.random(),
  'math.randomWithinRange': (from: number, to: number) => from + Math.floor(Math.random() * (to - from)),

  'transform.toDynamoDBFilterExpression': (filter: FilterObject) => JSON.stringify(toCondition(filter)),
  'transform.toDynamoDBConditionExpression': (filter: FilterObject) => JSON.stringify(toCondition(filter)),
  'transform.toSubscriptionFilter': toSubscriptionFilter,
};
