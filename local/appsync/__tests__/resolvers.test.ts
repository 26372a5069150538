import type { Api, RunningAppSync } from '../api.ts';
import { startAppSync } from '../start.ts';
import { echo, testApi, unit } from './test-api.ts';
import { post } from './test-client.ts';
import { startIssuer, type TestIssuer } from './test-issuer.ts';

const schema = `
  type Item { id: ID  n: Int  need: Int!  sub(arg: Int): Item  when: AWSDateTime }
  input In { json: AWSJSON }
  type Query {
    item(id: ID, n: Int): Item
    context(a: Int, in: In, none: Int): AWSJSON
    failing: Item
    warning: Item
    broken: Item
    early: Item
    piped(stop: String): [String]
    needed: Item!
  }
`;

const step = (name: string) => ({
  name,
  dataSource: 'none',
  code: `import { runtime, util } from '@aws-appsync/utils';
    export function request(ctx) {
      if (ctx.args.stop === '${name} next') { runtime.earlyReturn(['${name} early'], { skipTo: 'NEXT' }); }
      if (ctx.args.stop === '${name} end') { runtime.earlyReturn(['${name} early'], { skipTo: 'END' }); }
      if (ctx.args.stop === '${name} error') { util.error('stopped', 'STOPPED'); }
      ctx.stash.seen = (ctx.stash.seen ?? []).concat('${name}');
      return { payload: (ctx.prev.result ?? []).concat('${name}') };
    }
    export const response = (ctx) => ctx.result;`,
});

let issuer: TestIssuer;
let app: RunningAppSync;
const logs: string[] = [];
let token = '';
const ask = async (query: string, variables = {}) => (await post(app, query, token, variables)).body;

beforeAll(async () => {
  issuer = await startIssuer();
  token = await issuer.token();
  const api: Api = testApi({
    schema,
    authentication: [{ type: 'OPENID_CONNECT', issuer: issuer.url }],
    environment: { STAGE: 'dev' },
    functions: { a: step('a'), b: step('b') },
    resolvers: [
      unit('Query.item'),
      unit(
        'Item.sub',
        `export const request = (ctx) => ({ payload: { id: ctx.source.id + '.' + ctx.args.arg, need: 1 } });
        export const response = (ctx) => ctx.result;`,
      ),
      unit(
        'Query.context',
        `export const request = (ctx) => ({ payload: ctx });
        export const response = (ctx) => ctx.result;`,
      ),
      unit(
        'Query.failing',
        `import { util } from '@aws-appsync/utils';
        export const request = () => ({}); export const response = (ctx) => util.error('no', 'CONFLICT', { id: 7, secret: 1 }, { version: 3 });`,
      ),
      unit(
        'Query.warning',
        `import { util } from '@aws-appsync/utils';
        export const request = () => ({ payload: { id: 1 } });
        export const response = (ctx) => { util.appendError('careful', 'WARNING', { id: 1 }); console.log('seen', ctx.outErrors); return ctx.result; };`,
      ),
      unit('Query.broken', `export const request = () => ({}); export const response = (ctx) => ctx.nothing.here;`),
      unit(
        'Query.early',
        `import { runtime } from '@aws-appsync/utils';
        export const request = () => runtime.earlyReturn({ id: 'early' }); export const response = () => ({ id: 'late' });`,
      ),
      unit('Query.needed', 'export const request = () => ({}); export const response = () => null;'),
      {
        kind: 'PIPELINE',
        type: 'Query',
        field: 'piped',
        functions: ['a', 'b'],
        code: `import { runtime } from '@aws-appsync/utils';
          export function request(ctx) { if (ctx.args.stop === 'first') { runtime.earlyReturn(['first early']); } return ['start']; }
          export const response = (ctx) => ctx.prev.result.concat(ctx.stash.seen ?? [], 'end');`,
      },
    ],
  });
  app = await startAppSync(api, { log: (line) => logs.push(line) });
});
afterAll(() => Promise.all([app.stop(), issuer.stop()]));

describe('a resolver', () => {
  it('gives the field its value, under aliases and below', async () => {
    expect(await ask('{ it: item(id: 1, n: 2) { key: id n sub(arg: 5) { id } } }')).toEqual({
      data: { it: { key: '1', n: 2, sub: { id: '1.5' } } },
    });
  });

  it('sees the whole context', async () => {
    const { data } = await ask('query ($a: Int) { context(a: $a, in: { json: "{\\"x\\":1}" }, none: null) }', { a: 4 });
    expect(JSON.parse(data.context)).toMatchObject({
      args: { a: 4, in: { json: { x: 1 } }, none: null },
      arguments: { a: 4 },
      source: null,
      stash: {},
      prev: null,
      env: { STAGE: 'dev' },
      request: { headers: { authorization: token }, domainName: null },
      info: {
        fieldName: 'context',
        parentTypeName: 'Query',
        variables: { a: 4 },
        selectionSetList: [],
        selectionSetGraphQL: '',
      },
    });
  });

  it('that ends in an error leaves null, and data cut to the selection', async () => {
    expect(await ask('{ failing { id } }')).toEqual({
      data: { failing: null },
      errors: [
        {
          path: ['failing'],
          data: { id: 7 },
          errorType: 'CONFLICT',
          errorInfo: { version: 3 },
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'no',
        },
      ],
    });
  });

  it('that appends an error keeps its data', async () => {
    const { data, errors } = await ask('{ warning { id } }');
    expect(data).toEqual({ warning: { id: '1' } });
    expect(errors).toEqual([
      {
        path: ['warning'],
        data: { id: 1 },
        errorType: 'WARNING',
        errorInfo: null,
        locations: [{ line: 1, column: 3, sourceName: null }],
        message: 'careful',
      },
    ]);
    expect(logs).toContain('Query.warning: seen []');
  });

  it('that breaks says so to the caller, and where to the log', async () => {
    const { errors } = await ask('{ broken { id } }');
    expect(errors).toMatchObject([{ message: 'Runtime Error', errorType: 'Code' }]);
    expect(logs.at(-1)).toBe("Query.broken response line 1: Cannot read properties of undefined (reading 'here')");
  });

  it('that returns early skips data source and response', async () => {
    expect((await ask('{ early { id } }')).data).toEqual({ early: { id: 'early' } });
  });
});

describe('a pipeline', () => {
  it.each([
    [undefined, ['start', 'a', 'b', 'a', 'b', 'end']],
    ['a next', ['a early', 'b', 'b', 'end']],
    ['a end', ['a early', 'end']],
    ['first', ['first early', 'end']],
  ])('with %s runs to', async (stop, expected) => {
    expect((await ask('query ($stop: String) { piped(stop: $stop) }', { stop })).data.piped).toEqual(expected);
  });

  it('ends at the first error', async () => {
    const { data, errors } = await ask('{ piped(stop: "b error") }');
    expect([data, errors[0].errorType]).toEqual([{ piped: null }, 'STOPPED']);
  });
});

describe('errors in the words of AppSync', () => {
  it('for a null that must not be', async () => {
    expect(await ask('{ needed { id } }')).toMatchObject({
      data: null,
      errors: [
        {
          path: ['needed'],
          message: "Cannot return null for non-nullable type: 'Item' within parent 'Query' (/needed)",
        },
      ],
    });
    expect((await ask('{ item(id: 1) { need } }')).data).toEqual({ item: null });
  });

  it('for a value that its scalar does not take', async () => {
    const { errors } = await ask('{ item { when } }');
    expect(errors).toBeUndefined();
    const bad = await startAppSync(
      testApi({
        schema: 'type Query { q(when: AWSDateTime): T } type T { when: AWSDateTime }',
        authentication: [{ type: 'OPENID_CONNECT', issuer: issuer.url }],
        resolvers: [
          unit(
            'Query.q',
            `export const request = () => ({ payload: { when: 'soon' } }); export const response = (ctx) => ctx.result;`,
          ),
        ],
      }),
    );
    const { body } = await post(bad, '{ q { when } }', token);
    expect(body.errors[0].message).toBe(
      "Can't serialize value (/q/when) : Unable to serialize `soon` as a valid DateTime Object.",
    );
    await bad.stop();
  });

  it('for a field that is not there, and a variable that is missing', async () => {
    expect((await ask('{ nope }')).errors[0].message).toBe(
      "Validation error of type FieldUndefined: Field 'nope' in type 'Query' is undefined @ 'nope'",
    );
    expect((await ask('query ($id: ID!) { item(id: $id) { id } }')).errors[0].message).toBe(
      "Variable 'id' has coerced Null value for NonNull type 'ID!'",
    );
  });
});

describe('limits', () => {
  it('of depth and of resolvers hold', async () => {
    const limited = await startAppSync(
      testApi({
        schema,
        authentication: [{ type: 'OPENID_CONNECT', issuer: issuer.url }],
        resolvers: [unit('Query.item', echo)],
        queryDepthLimit: 2,
        resolverCountLimit: 2,
        introspection: 'DISABLED',
      }),
    );
    const errorsOf = async (query: string) =>
      (await post(limited, query, token)).body.errors?.map(
        ({ errorType, message }: { errorType?: string; message: string }) => errorType ?? message,
      );
    expect(await errorsOf('{ item { sub { id } } }')).toEqual(['QueryDepthLimitReached']);
    expect(await errorsOf('{ a: item { id } b: item { id } }')).toBeUndefined();
    expect(await errorsOf('{ a: item { id } b: item { id } c: item { id } }')).toEqual(['ResolverCountLimitReached']);
    expect((await errorsOf('{ __schema { types { name } } }'))[0]).toContain('introspection');
    await limited.stop();
  });
});
