import { AppsyncDatasource } from '@cdktf/provider-aws/lib/appsync-datasource';
import { AppsyncGraphqlApi } from '@cdktf/provider-aws/lib/appsync-graphql-api';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceRole } from '../role/service-role.ts';
import { literal } from '../terraform-text.ts';
import { checkedSchema } from './check-schema.ts';
import { Resolvers } from './wire-resolvers.ts';

export interface GraphqlApiProps {
  readonly prefix: string;
  readonly region: string;
  readonly table: DynamodbTable;
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
      tableName: props.table.name,
      dataSources: this.#dataSources(props),
    });
  }

  /** ARN of one field, for a policy that admits to nothing else. */
  fieldArn(type: string, field: string): string {
    return `${this.#api.arn}/types/${type}/fields/${field}`;
  }

  #dataSources({ prefix, table }: GraphqlApiProps): { table: string; none: string } {
    const role = new ServiceRole(this, 'table-role', { name: `${prefix}-api-table`, service: 'appsync.amazonaws.com' });
    const allowed = role.allow([
      {
        // TransactGet and TransactWrite are authorised as these, too.
        actions: [
          'dynamodb:BatchGetItem',
          'dynamodb:ConditionCheckItem',
          'dynamodb:DeleteItem',
          'dynamodb:GetItem',
          'dynamodb:Query',
          'dynamodb:UpdateItem',
        ],
        resources: [table.arn],
      },
    ]);
    const source = new AppsyncDatasource(this, 'table', {
      apiId: this.#api.id,
      name: 'stage_table',
      type: 'AMAZON_DYNAMODB',
      serviceRoleArn: role.arn,
      dynamodbConfig: { tableName: table.name },
      dependsOn: [allowed],
    });
    const none = new AppsyncDatasource(this, 'none', { apiId: this.#api.id, name: 'none', type: 'NONE' });
    return { table: source.name, none: none.name };
  }
}
