import { createHash } from 'node:crypto';
import { format } from './format.ts';
import { encodeJson, toText } from './json.ts';
import { ExpressionError } from './syntax.ts';

/** The bytes of a file, its path relative to the stack's folder. */
interface Files {
  readFile(path: string): Uint8Array;
}
type Call = (given: unknown[], files: Files) => unknown;

const text = (value: unknown) => toText(value, 'it');
const list = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  throw new ExpressionError(`a list expected, not ${JSON.stringify(value)}`);
};
const map = (value: unknown): Record<string, unknown> => {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ExpressionError(`a map expected, not ${JSON.stringify(value)}`);
};
const hash = (algorithm: string, encoding: 'hex' | 'base64', bytes: string | Uint8Array) =>
  createHash(algorithm).update(bytes).digest(encoding);
const file = (files: Files, path: unknown) => files.readFile(text(path));
const byKey = (value: unknown) => Object.entries(map(value)).sort(([a], [b]) => (a < b ? -1 : 1));

/** Terraform's functions of the same names: https://developer.hashicorp.com/terraform/language/functions */
const FUNCTIONS: Record<string, Call> = {
  base64decode: ([value]) => Buffer.from(text(value), 'base64').toString('utf8'),
  base64encode: ([value]) => Buffer.from(text(value)).toString('base64'),
  base64sha256: ([value]) => hash('sha256', 'base64', text(value)),
  coalesce: (given) => given.find((value) => value !== null && value !== '') ?? null,
  compact: ([values]) => list(values).filter((value) => value !== null && value !== ''),
  concat: (lists) => lists.flatMap(list),
  contains: ([values, value]) => list(values).includes(value),
  distinct: ([values]) => [...new Set(list(values))],
  element: ([values, index]) => elementOf(list(values), Number(index)),
  file: ([path], files) => Buffer.from(file(files, path)).toString('utf8'),
  filebase64: ([path], files) => Buffer.from(file(files, path)).toString('base64'),
  filebase64sha256: ([path], files) => hash('sha256', 'base64', file(files, path)),
  filemd5: ([path], files) => hash('md5', 'hex', file(files, path)),
  filesha256: ([path], files) => hash('sha256', 'hex', file(files, path)),
  flatten: ([values]) => list(values).flat(Number.POSITIVE_INFINITY),
  format: ([pattern, ...values]) => format(text(pattern), values),
  join: ([separator, ...lists]) => lists.flatMap(list).map(text).join(text(separator)),
  jsondecode: ([value]) => JSON.parse(text(value)),
  jsonencode: ([value]) => encodeJson(value),
  keys: ([value]) => byKey(value).map(([key]) => key),
  length: ([value]) => (typeof value === 'string' ? [...value].length : Object.keys(value as object).length),
  lookup: ([value, key, otherwise]) => lookup(map(value), text(key), otherwise),
  lower: ([value]) => text(value).toLowerCase(),
  md5: ([value]) => hash('md5', 'hex', text(value)),
  merge: (maps) => Object.assign({}, ...maps.filter((value) => value !== null).map(map)),
  replace: ([value, part, by]) => replace(text(value), text(part), text(by)),
  sensitive: ([value]) => value,
  sha1: ([value]) => hash('sha1', 'hex', text(value)),
  sha256: ([value]) => hash('sha256', 'hex', text(value)),
  split: ([separator, value]) => text(value).split(text(separator)),
  substr: ([value, offset, length]) => substr([...text(value)], Number(offset), Number(length)),
  tolist: ([value]) => list(value),
  tomap: ([value]) => map(value),
  tonumber: ([value]) => Number(text(value)),
  toset: ([value]) => [...new Set(list(value))],
  tostring: ([value]) => (value === null ? null : text(value)),
  trimprefix: ([value, prefix]) => without(text(value), text(prefix), 'start'),
  trimspace: ([value]) => text(value).trim(),
  trimsuffix: ([value, suffix]) => without(text(value), text(suffix), 'end'),
  upper: ([value]) => text(value).toUpperCase(),
  values: ([value]) => byKey(value).map(([, inner]) => inner),
};

/** @throws ExpressionError on a function that is not in the table, or that refuses what it was given */
export function callFunction(name: string, given: unknown[], files: Files): unknown {
  const call = FUNCTIONS[name];
  if (!call) throw new ExpressionError(`the function ${name}() is not supported`);
  try {
    return call(given, files);
  } catch (error) {
    throw new ExpressionError(`${name}(): ${(error as Error).message}`, { cause: error });
  }
}

function elementOf(values: unknown[], index: number): unknown {
  if (values.length === 0) throw new ExpressionError('an empty list has no elements');
  return values.at(index % values.length);
}

function lookup(values: Record<string, unknown>, key: string, otherwise: unknown): unknown {
  if (Object.hasOwn(values, key)) return values[key];
  if (otherwise !== undefined) return otherwise;
  throw new ExpressionError(`there is no ${key} among ${Object.keys(values).join(', ')}`);
}

/** A part between slashes is a regular expression, in which Terraform writes `$1` for a group, as JavaScript does. */
function replace(value: string, part: string, by: string): string {
  const pattern = /^\/(.+)\/$/s.exec(part)?.[1];
  return pattern ? value.replace(new RegExp(pattern, 'g'), by) : value.replaceAll(part, () => by);
}

function substr(characters: string[], offset: number, length: number): string {
  const start = offset < 0 ? characters.length + offset : offset;
  return characters.slice(start, length < 0 ? undefined : start + length).join('');
}

function without(value: string, affix: string, where: 'start' | 'end'): string {
  if (where === 'start') return value.startsWith(affix) ? value.slice(affix.length) : value;
  return affix && value.endsWith(affix) ? value.slice(0, -affix.length) : value;
}
