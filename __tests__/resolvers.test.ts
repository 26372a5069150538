import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateCode } from '../local/appsync/evaluate.ts';
import { bundleResolver } from '../modules/api/bundle-resolver.ts';

interface Case {
  name: string;
  handler: 'request' | 'response';
  /** The context of AppSync's EvaluateCode. */
  context: object;
  /** What the handler returns; `{"$any": "iso8601"}` stands for a time that nobody can know. */
  result?: unknown;
  error?: { type: string; message: string; errorInfo: unknown };
  /** What the handler leaves in the stash, where it changes it. */
  stash?: object;
}

const ROOT = join(import.meta.dirname, '..');
const CASES = '.cases.json';

/** Cases are recorded with two gate copies, two channels and two hosts of pictures; a table's name stands for itself. */
const GATE_COPIES = 2;
const CHANNELS = 2;
const PICTURE_HOSTS = 'backup.example.org,*.example.com';

const files = globSync('graphql/**/*.ts', { cwd: ROOT }).filter((file) =>
  /\/([A-Z]\w*\.[a-z]\w*(\/\d\.[a-z-]+)?|admit-operator)\.ts$/.test(file),
);

/** `graphql/event/Query.events/1.read-site.ts` → `__tests__/event/cases/Query.events.1.read-site.cases.json` */
function casesOf(file: string): string {
  const [, feature, ...rest] = file.replace(/\.ts$/, '').split('/');
  return `__tests__/${feature}/cases/${rest.join('.')}${CASES}`;
}

/** Puts in what synthesis puts in (modules/api), as far as code counts with it. */
function deployed(file: string): string {
  return bundleResolver(file)
    .replaceAll('"__GATE_COPIES__"', String(GATE_COPIES))
    .replaceAll('"__CHANNELS__"', String(CHANNELS))
    .replaceAll('__PICTURE_HOSTS__', PICTURE_HOSTS);
}

function expected(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expected);
  if (value === null || typeof value !== 'object') return value;
  if ('$any' in value) {
    if (value.$any !== 'iso8601') throw new Error(`There is no matcher ${value.$any}`);
    return expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, expected(member)]));
}

it('has cases for every file that AppSync runs, and no others', () => {
  const recorded = globSync(`__tests__/*/cases/*${CASES}`, { cwd: ROOT });
  expect(recorded.toSorted()).toEqual(files.map(casesOf).toSorted());
});

describe.each(files)('%s', (file) => {
  const cases: Case[] = JSON.parse(readFileSync(join(ROOT, casesOf(file)), 'utf8'));

  it.each(cases)('$handler: $name', ({ handler, context, result, error, stash }) => {
    const got = evaluateCode({ code: deployed(file), context, handler });
    if (error === undefined) {
      expect(got.error).toBeUndefined();
      expect(got.result).toEqual(expected(result));
    } else {
      expect(got.error).toMatchObject(error);
    }
    const stashed = stash ?? ('stash' in context ? context.stash : {});
    expect(got.stash).toEqual(expected(stashed));
    expect(got.outErrors).toEqual([]);
  });

  it('has a case for each handler', () => {
    expect(new Set(cases.map(({ handler }) => handler))).toEqual(new Set(['request', 'response']));
  });

  it('has no two cases of one name', () => {
    const names = cases.map(({ handler, name }) => `${handler}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
