import { buildASTSchema, parse } from 'graphql';
import { bundleResolver } from '../../modules/api/bundle-resolver.ts';
import { APPSYNC_DECLARATIONS, mergeSchema } from '../../modules/api/merge-schema.ts';
import { type Block, PROD, synthesise } from '../synthesised-stack.ts';

const stack = synthesise();
const api = stack.one('aws_appsync_graphql_api');
const resolvers = stack.all('aws_appsync_resolver');
const functions = stack.all('aws_appsync_function');
const schema = buildASTSchema(parse(APPSYNC_DECLARATIONS + mergeSchema()));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

const functionsOf = ({ pipeline_config }: Block): string[] =>
  (pipeline_config as { functions: string[] }).functions.map((reference) => {
    const id = /\.([\w-]+)\.function_id\}$/.exec(reference)?.[1];
    return String(functions.find((each) => each.id === id)?.name);
  });

describe('The GraphQL API', () => {
  it('belongs to IAM where nothing else is said', () => {
    expect(api.authentication_type).toBe('AWS_IAM');
  });

  it('admits viewers and operators by their tokens', () => {
    expect(api.additional_authentication_provider).toMatchObject([
      { authentication_type: 'OPENID_CONNECT' },
      {
        authentication_type: 'AMAZON_COGNITO_USER_POOLS',
        user_pool_config: { user_pool_id: '${aws_cognito_user_pool.operators.id}', aws_region: 'eu-west-1' },
      },
    ]);
  });

  it('does not show its schema in production', () => {
    expect(synthesise(PROD).one('aws_appsync_graphql_api').introspection_config).toBe('DISABLED');
    expect(api.introspection_config).toBe('ENABLED');
  });

  it('limits how deep and how wide one query may be', () => {
    expect(api).toMatchObject({ query_depth_limit: 15, resolver_count_limit: 50 });
  });

  it('logs errors, never tokens', () => {
    expect(api.log_config).toMatchObject({ field_log_level: 'ERROR', exclude_verbose_content: true });
  });

  it('traces', () => {
    expect(api.xray_enabled).toBe(true);
  });

  it('has a schema without extensions, which AppSync does not take', () => {
    expect(String(api.schema)).not.toMatch(/^extend /m);
  });
});

describe('The resolvers', () => {
  it('are one for each root field', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type}.${field}`));
    expect(resolvers.map(({ type, field }) => `${type}.${field}`).sort()).toEqual(fields.sort());
  });

  it('admit the operator first in every mutation of operators, and in those only', () => {
    const guarded = resolvers
      .filter(({ kind }) => kind === 'PIPELINE')
      .filter((each) => functionsOf(each)[0] === 'admit_operator');
    const forOperators = mutations
      .filter(({ astNode }) => astNode?.directives?.some(({ name }) => name.value === 'aws_cognito_user_pools'))
      .map(({ name }) => name);
    expect(guarded.map(({ field }) => field).sort()).toEqual(forOperators.sort());
    expect(forOperators.length).toBeGreaterThan(0);
  });

  it('share a function that several of them run', () => {
    expect(functions.filter(({ name }) => name === 'admit_operator')).toHaveLength(1);
  });

  it('publish without touching a table', () => {
    const publish = resolvers.find(({ field }) => field === 'publishLiveState');
    expect(publish?.data_source).toContain('api_none');
  });

  it('are code that Terraform does not read as a template, but for the names of the tables', () => {
    for (const { code, id } of [...resolvers, ...functions]) {
      const templates = String(code)
        .replaceAll(/\$\{aws_dynamodb_table\.(stage|ballot)_table\.name\}/g, '')
        .match(/(?<!\$)\$\{|(?<!%)%\{/g);
      expect([id, templates]).toEqual([id, null]);
    }
  });

  it('carry what their environment is called, no placeholder', () => {
    const codes = [...resolvers, ...functions].map(({ code }) => String(code));
    expect(codes.filter((code) => /__[A-Z]+_[A-Z]+__/.test(code))).toEqual([]);
    for (const table of ['stage', 'ballot'])
      expect(codes.some((code) => code.includes(`"\${aws_dynamodb_table.${table}_table.name}"`))).toBe(true);
  });

  it.each([
    ['table', 'stage'],
    ['ballots', 'ballot'],
  ])('may do to the data source %s what their requests say, and nothing else', (source, table) => {
    const using = [...resolvers, ...functions].filter(({ data_source }) =>
      /_(\w+)\.name\}$/.exec(String(data_source))?.[1]?.startsWith(`${source}_`),
    );
    const requests = using.flatMap(({ code }) =>
      [...String(code).matchAll(/operation: "(\w+)"/g)].map(([, operation]) => operation),
    );
    const needed = new Set(
      requests
        .filter((operation) => !/^Transact/.test(String(operation)))
        .map((operation) => `dynamodb:${operation === 'ConditionCheck' ? 'ConditionCheckItem' : operation}`),
    );
    expect(stack.allowedTo(`butai-dev-api-${source}`)).toEqual([
      { actions: [...needed].sort(), resources: [`\${aws_dynamodb_table.${table}_table.arn}`] },
    ]);
  });

  it('are refused where they are longer than AppSync takes', () => {
    expect(() => bundleResolver('modules/site/site.ts')).toThrow(/AppSync takes 32768/);
  });
});
