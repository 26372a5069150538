import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { theOnly } from './addresses.ts';
import type { Api, AuthMode, DataSource, FunctionConfig, ResolverConfig } from './appsync/api.ts';
import type { Invocation } from './engines/functions.ts';
import type { May } from './engines/ports.ts';
import { blocks, type Resource, resourcesOf, UnsupportedResource, type World } from './terraform/world.ts';

export interface GraphqlApiOptions {
  world: World;
  /** Where data sources send their calls; undefined: to AWS. */
  endpoint: string | undefined;
  /** The keys of a data source's role. Throws on one that does not trust AppSync. */
  credentialsFor: (roleArn: string) => DynamoDBClientConfig['credentials'];
  /** Runs a function, whoever asks. */
  invoke: (functionArn: string, payload: unknown) => Promise<Invocation>;
  may: May;
  /** Where a user pool's discovery document is, and what its tokens name as issuer. */
  issuerOf: (userPoolId: string) => string;
}

const text = (value: unknown): string => String(value);
const optional = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : text(value);

function authMode(
  values: Record<string, unknown>,
  { address }: Resource,
  issuerOf: (pool: string) => string,
): AuthMode {
  const type = text(values.authentication_type);
  if (type === 'AWS_IAM') return { type };
  if (type === 'OPENID_CONNECT') {
    const [config] = blocks(values, 'openid_connect_config');
    if (!config) throw new UnsupportedResource(address, 'OPENID_CONNECT without openid_connect_config');
    return { type, issuer: text(config.issuer), clientId: optional(config.client_id) };
  }
  if (type === 'AMAZON_COGNITO_USER_POOLS') {
    const [config] = blocks(values, 'user_pool_config');
    if (!config) throw new UnsupportedResource(address, 'AMAZON_COGNITO_USER_POOLS without user_pool_config');
    const defaultAction = config.default_action === 'DENY' ? 'DENY' : 'ALLOW';
    const appIdClientRegex = optional(config.app_id_client_regex);
    return { type, issuer: issuerOf(text(config.user_pool_id)), defaultAction, appIdClientRegex };
  }
  throw new UnsupportedResource(address, `authentication type ${type} is not supported`);
}

function dataSource(resource: Resource, options: GraphqlApiOptions): DataSource {
  const { address, values } = resource;
  switch (values.type) {
    case 'NONE':
      return { type: 'NONE' };
    case 'AMAZON_DYNAMODB':
      return tableSource(resource, options);
    case 'AWS_LAMBDA':
      return functionSource(resource, options);
    default:
      throw new UnsupportedResource(address, `data source type ${text(values.type)} is not supported`);
  }
}

function tableSource({ address, values }: Resource, options: GraphqlApiOptions): DataSource {
  const [config] = blocks(values, 'dynamodb_config');
  if (!config) throw new UnsupportedResource(address, 'AMAZON_DYNAMODB without dynamodb_config');
  const client = new DynamoDBClient({
    endpoint: options.endpoint,
    region: options.world.region,
    credentials: options.credentialsFor(text(values.service_role_arn)),
    maxAttempts: 1,
  });
  return { type: 'AMAZON_DYNAMODB', tableName: text(config.table_name), client };
}

/** A call of Lambda's that is refused by the name that AWS gives it. */
class Refused extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

function functionSource({ address, values }: Resource, { credentialsFor, invoke, may }: GraphqlApiOptions): DataSource {
  const [config] = blocks(values, 'lambda_config');
  if (!config) throw new UnsupportedResource(address, 'AWS_LAMBDA without lambda_config');
  const arn = text(config.function_arn);
  const roleArn = text(values.service_role_arn);
  credentialsFor(roleArn);
  return {
    type: 'AWS_LAMBDA',
    async invoke(payload) {
      if (!may(roleArn, 'lambda:InvokeFunction', arn))
        throw new Refused('AccessDeniedException', `${roleArn} may not lambda:InvokeFunction on ${arn}`);
      const { statusCode, functionError, payload: answer } = await invoke(arn, payload);
      if (statusCode === 429) throw new Refused('TooManyRequestsException', 'Rate Exceeded.');
      return { payload: answer, functionError };
    },
  };
}

function resolver({ values }: Resource): ResolverConfig {
  const common = { type: text(values.type), field: text(values.field), code: text(values.code) };
  if (values.kind !== 'PIPELINE') return { ...common, kind: 'UNIT', dataSource: text(values.data_source) };
  const [pipeline] = blocks(values, 'pipeline_config');
  return { ...common, kind: 'PIPELINE', functions: (pipeline?.functions as string[] | undefined) ?? [] };
}

/** The world's one GraphQL API as the AppSync engine takes it. */
export function graphqlApiOf(options: GraphqlApiOptions): Api {
  const { world } = options;
  const api = theOnly(world, 'aws_appsync_graphql_api');
  const { values } = api;
  const additional = blocks(values, 'additional_authentication_provider');
  return {
    apiId: text(values.id),
    accountId: world.account,
    region: world.region,
    schema: text(values.schema),
    authentication: [
      authMode(values, api, options.issuerOf),
      ...additional.map((each) => authMode(each, api, options.issuerOf)),
    ],
    dataSources: Object.fromEntries(
      resourcesOf(world, 'aws_appsync_datasource').map((each) => [text(each.values.name), dataSource(each, options)]),
    ),
    functions: Object.fromEntries(
      resourcesOf(world, 'aws_appsync_function').map(({ values: each }): [string, FunctionConfig] => [
        text(each.function_id),
        { name: text(each.name), dataSource: text(each.data_source), code: text(each.code) },
      ]),
    ),
    resolvers: resourcesOf(world, 'aws_appsync_resolver').map(resolver),
    queryDepthLimit: Number(values.query_depth_limit ?? 0),
    resolverCountLimit: Number(values.resolver_count_limit ?? 0),
    introspection: values.introspection_config === 'DISABLED' ? 'DISABLED' : 'ENABLED',
  };
}
