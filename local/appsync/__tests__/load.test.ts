import type { Api } from '../api.ts';
import { InvalidApi, NotSupported } from '../errors.ts';
import { compile } from '../execution/compile.ts';
import { echo, testApi, unit } from './test-api.ts';

const base = testApi({ schema: 'type Query { q: Int }', authentication: [{ type: 'AWS_IAM' }] });
const load = (change: Partial<Api>) => () => compile({ ...base, ...change });
const pipeline = (functions: string[], code = echo) => ({
  kind: 'PIPELINE' as const,
  type: 'Query',
  field: 'q',
  functions,
  code,
});
const f = { name: 'f', dataSource: 'none', code: echo };

describe('an API is taken', () => {
  it('with what it declares of AppSync’s own, and without', () => {
    expect(
      load({ schema: 'directive @aws_iam on FIELD_DEFINITION\nscalar AWSJSON\ntype Query { q: AWSJSON @aws_iam }' }),
    ).not.toThrow();
    expect(load({ schema: 'type Query { q: AWSJSON @aws_iam }' })).not.toThrow();
  });
});

describe('an API is refused, by name, for', () => {
  it.each<[string, Partial<Api>, new () => Error, string]>([
    ['API keys', { schema: 'type Query { q: Int @aws_api_key }' }, NotSupported, '@aws_api_key on Query.q'],
    [
      'Lambda authorizers',
      { schema: 'type Query { q: T } type T @aws_lambda { a: Int }' },
      NotSupported,
      '@aws_lambda on T',
    ],
    ['an unknown directive', { schema: 'type Query { q: Int @cached }' }, InvalidApi, '@cached'],
    [
      'a type extension',
      { schema: 'type Query { q: Int } extend type Query { r: Int }' },
      NotSupported,
      'ObjectTypeExtension',
    ],
    ['what is no SDL', { schema: 'type Query {' }, InvalidApi, 'Syntax Error'],
    ['a mode that it does not have', { schema: 'type Query { q: Int @aws_oidc }' }, InvalidApi, 'OPENID_CONNECT'],
    [
      '@aws_auth beside other modes',
      {
        schema: 'type Query { q: Int @aws_auth(cognito_groups: ["a"]) }',
        authentication: [
          { type: 'AMAZON_COGNITO_USER_POOLS', issuer: 'http://i', defaultAction: 'ALLOW' },
          { type: 'AWS_IAM' },
        ],
      },
      InvalidApi,
      '@aws_auth',
    ],
    [
      'DENY beside other modes',
      {
        authentication: [
          { type: 'AMAZON_COGNITO_USER_POOLS', issuer: 'http://i', defaultAction: 'DENY' },
          { type: 'AWS_IAM' },
        ],
      },
      InvalidApi,
      'DENY',
    ],
    ['another data source', { dataSources: { web: { type: 'HTTP' } as never } }, NotSupported, 'HTTP'],
    ['another resolver kind', { resolvers: [{ ...unit('Query.q'), kind: 'BATCH' } as never] }, NotSupported, 'BATCH'],
    ['a resolver on no field', { resolvers: [unit('Query.nope')] }, InvalidApi, 'Query.nope'],
    ['two resolvers on a field', { resolvers: [unit('Query.q'), unit('Query.q')] }, InvalidApi, 'two resolvers'],
    [
      'a data source that is not there',
      { resolvers: [{ ...unit('Query.q'), dataSource: 'gone' } as never] },
      InvalidApi,
      'no data source gone',
    ],
    ['a function that is not there', { resolvers: [pipeline(['gone'])] }, InvalidApi, 'no function gone'],
    ['eleven functions', { functions: { f }, resolvers: [pipeline(Array(11).fill('f'))] }, InvalidApi, 'more than 10'],
    [
      'a missing handler',
      { resolvers: [unit('Query.q', 'export const request = () => ({});')] },
      InvalidApi,
      'no response',
    ],
    [
      'bad code in a function',
      { functions: { f: { ...f, code: 'while (1) {}' } } },
      NotSupported,
      'function f: line 1',
    ],
    [
      'a subscription to no mutation',
      { schema: 'type Query { q: Int } type Subscription { s: Int @aws_subscribe(mutations: ["m"]) }' },
      InvalidApi,
      'no mutation m',
    ],
    [
      'a subscription of another type',
      {
        schema:
          'type Query { q: Int } type Mutation { m: String } type Subscription { s: Int @aws_subscribe(mutations: ["m"]) }',
      },
      InvalidApi,
      'returns String',
    ],
  ])('%s', (_, change, kind, named) => {
    expect(load(change)).toThrow(kind);
    expect(load(change)).toThrow(named);
  });

  it('everything at once', () => {
    expect(load({ resolvers: [unit('Query.q', 'throw 1;'), unit('Query.nope')] })).toThrow(
      /Query.q: line 1[\s\S]*Query.nope/,
    );
  });
});
