import { AppsyncDatasource } from '@cdktf/provider-aws/lib/appsync-datasource';
import { AppsyncGraphqlApi } from '@cdktf/provider-aws/lib/appsync-graphql-api';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceRole } from '../role/service-role.ts';
import { literal } from '../terraform-text.ts';
import { checkedSchema } from './check-schema.ts';
import { type DataSources, Resolvers } from './wire-resolvers.ts';

/** TransactGet and TransactWrite are authorised as these, too. */
export const STAGE_ACTIONS: readonly string[] = [
  'dynamodb:BatchGetItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
];

/** A viewer's ballot is read and written, free-text answers are listed. Nothing here deletes. */
const BALLOT_ACTIONS = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'];

/** By the ids of their constructs, which stay. */
const SOURCE_NAMES = { table: 'stage_table', ballots: 'ballot_table', playback: 'playback_table' } as const;

/** Counted by a function, summed up for the desk. */
const PLAYBACK_ACTIONS = ['dynamodb:Query'];

export interface GraphqlApiProps {
  readonly prefix: string;
  readonly region: string;
  readonly tables: {
    readonly stages: DynamodbTable;
    readonly ballots: DynamodbTable;
    readonly playback: DynamodbTable;
  };
  /** Answers `Query.ballots`: pseudonyms need a key, and a resolver cannot hash. */
  readonly ballotExport: LambdaFunction;
  /** Handles stream keys: a resolver cannot call Amazon IVS. */
  readonly streamKeys: LambdaFunction;
  /** Copies of a survey's gate. */
  readonly gateCopies: number;
  /** Channels of the pool. */
  readonly channels: number;
  /** Hosts besides Amazon IVS that sources may be at. */
  readonly pictureHosts: readonly string[];
  /** Who issues viewers' tokens, and their `aud`. */
  readonly viewers: { readonly issuer: string; readonly audience: string };
  readonly operators: CognitoUserPool;
  /** Whether anyone who may ask anything may also ask for the schema. */
  readonly introspection: boolean;
}

/** The GraphQL API. Its default mode is IAM, so that what forgets to name its audience opens nothing. */
export class GraphqlApi extends Construct {
  /** `https://…/graphql` */
  readonly url: string;
  /** `wss://…/graphql` */
  readonly realtimeUrl: string;
  readonly #api: AppsyncGraphqlApi;

  constructor(scope: Construct, id: string, props: GraphqlApiProps) {
    super(scope, id);
    const { prefix, viewers } = props;
    const schema = checkedSchema();
    const logRole = new ServiceRole(this, 'log-role', { name: `${prefix}-api-logs`, service: 'appsync.amazonaws.com' });
    this.#api = new AppsyncGraphqlApi(this, 'api', {
      name: prefix,
      schema: literal(schema),
      authenticationType: 'AWS_IAM',
      additionalAuthenticationProvider: [
        {
          // No auth_ttl, which demands an `auth_time` claim, and no iat_ttl: tokens carry their own end.
          authenticationType: 'OPENID_CONNECT',
          openidConnectConfig: { issuer: viewers.issuer, clientId: viewers.audience },
        },
        {
          authenticationType: 'AMAZON_COGNITO_USER_POOLS',
          userPoolConfig: { userPoolId: props.operators.id, awsRegion: props.region },
        },
      ],
      introspectionConfig: props.introspection ? 'ENABLED' : 'DISABLED',
      // Our deepest selection has 5 levels, the introspection query of common tools 15.
      queryDepthLimit: 15,
      resolverCountLimit: 50,
      xrayEnabled: true,
      // Verbose logs would hold tokens.
      logConfig: { cloudwatchLogsRoleArn: logRole.arn, fieldLogLevel: 'ERROR', excludeVerboseContent: true },
    });
    this.#api.overrideLogicalId('api');
    this.url = Fn.lookup(this.#api.uris, 'GRAPHQL');
    this.realtimeUrl = Fn.lookup(this.#api.uris, 'REALTIME');

    const logs = new CloudwatchLogGroup(this, 'logs', {
      name: `/aws/appsync/apis/${this.#api.id}`,
      retentionInDays: 30,
    });
    logRole.allow([{ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logs.arn}:*`] }]);

    new Resolvers(this, 'resolvers', {
      apiId: this.#api.id,
      schema,
      texts: {
        stageTable: props.tables.stages.name,
        ballotTable: props.tables.ballots.name,
        gateCopies: props.gateCopies,
        channels: props.channels,
        pictureHosts: props.pictureHosts,
      },
      dataSources: this.#dataSources(props),
    });
  }

  /** ARN of one field, for a policy that admits to nothing else. */
  fieldArn(type: string, field: string): string {
    return `${this.#api.arn}/types/${type}/fields/${field}`;
  }

  #dataSources({ prefix, tables, ballotExport, streamKeys }: GraphqlApiProps): DataSources {
    const apiId = this.#api.id;
    return {
      STAGE: this.#tableSource('table', `${prefix}-api-table`, tables.stages, STAGE_ACTIONS),
      BALLOT: this.#tableSource('ballots', `${prefix}-api-ballots`, tables.ballots, BALLOT_ACTIONS),
      PLAYBACK: this.#tableSource('playback', `${prefix}-api-playback`, tables.playback, PLAYBACK_ACTIONS),
      EXPORT: this.#functionSource('export', 'ballot_export', `${prefix}-api-export`, ballotExport),
      BROADCAST: this.#functionSource('broadcast', 'stream_keys', `${prefix}-api-broadcast`, streamKeys),
      NONE: new AppsyncDatasource(this, 'none', { apiId, name: 'none', type: 'NONE' }).name,
    };
  }

  #tableSource(
    id: keyof typeof SOURCE_NAMES,
    roleName: string,
    table: DynamodbTable,
    actions: readonly string[],
  ): string {
    const role = new ServiceRole(this, `${id}-role`, { name: roleName, service: 'appsync.amazonaws.com' });
    const allowed = role.allow([{ actions: [...actions], resources: [table.arn] }]);
    const source = new AppsyncDatasource(this, id, {
      apiId: this.#api.id,
      name: SOURCE_NAMES[id],
      type: 'AMAZON_DYNAMODB',
      serviceRoleArn: role.arn,
      dynamodbConfig: { tableName: table.name },
      dependsOn: [allowed],
    });
    return source.name;
  }

  #functionSource(id: string, name: string, roleName: string, fn: LambdaFunction): string {
    const role = new ServiceRole(this, `${id}-role`, { name: roleName, service: 'appsync.amazonaws.com' });
    const allowed = role.allow([{ actions: ['lambda:InvokeFunction'], resources: [fn.arn] }]);
    const source = new AppsyncDatasource(this, id, {
      apiId: this.#api.id,
      name,
      type: 'AWS_LAMBDA',
      serviceRoleArn: role.arn,
      lambdaConfig: { functionArn: fn.arn },
      dependsOn: [allowed],
    });
    return source.name;
  }
}
