import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import type { Env } from '../../lambdas/viewer/issue.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction } from '../lambda/node-function.ts';
import { OriginSecret } from './origin-secret.ts';
import { SigningKey } from './signing-key.ts';

/** `aud` and `azp` of a viewer's token. */
export const AUDIENCE = 'butai-viewer';

const ROUTES = {
  discovery: 'GET /.well-known/openid-configuration',
  keys: 'GET /.well-known/jwks.json',
  session: 'POST /session',
};

/** AppSync and curious people; answers may be kept for five minutes. */
const KEY_REQUESTS_PER_SECOND = 200;

export interface IssuerProps {
  readonly prefix: string;
  readonly protect: boolean;
  readonly table: DynamodbTable;
  /** Requests a second that the API lets through; beyond it says 429. */
  readonly requestsPerSecond: number;
  readonly alarms: Alarms;
}

/** The viewers' OpenID provider: an HTTP API with discovery, keys and `POST /session`. Its own address is the issuer's name. */
export class Issuer extends Construct {
  /** `iss` of its tokens, without a slash at the end. */
  readonly url: string;
  /** The header `x-butai-origin` that `POST /session` demands. */
  readonly origin: OriginSecret;

  constructor(scope: Construct, id: string, props: IssuerProps) {
    super(scope, id);
    const { prefix, protect, table, alarms } = props;
    const api = new Apigatewayv2Api(this, 'api', { name: `${prefix}-viewer`, protocolType: 'HTTP' });
    api.overrideLogicalId('viewer');
    // Not the stage's invoke_url, which ends in a slash: `iss` is compared character by character.
    this.url = api.apiEndpoint;

    const signing = new SigningKey(this, 'signing-key', { prefix, protect, alarms });
    const origin = new OriginSecret(this, 'origin-secret', { prefix, protect });
    this.origin = origin;

    const { fn } = new NodeFunction(this, 'issue', {
      name: `${prefix}-viewer-issue`,
      entry: 'lambdas/viewer/issue.ts',
      environment: {
        ISSUER: this.url,
        AUDIENCE,
        SIGNING_SECRET: signing.secret.arn,
        ORIGIN_SECRET: origin.secret.arn,
        STAGE_TABLE: table.name,
      } satisfies Env,
      statements: [
        { actions: ['secretsmanager:GetSecretValue'], resources: [signing.secret.arn, origin.secret.arn] },
        { actions: ['dynamodb:GetItem'], resources: [table.arn] },
      ],
      timeout: 5,
      // One RSA signature per token: the processor share of 1 GB halves its time for about the same price.
      memory: 1024,
      alarms,
      whatToDo:
        'Nobody new gets in while the issuer fails; who holds a token stays for up to an hour. Its log says why. 503 means that the ' +
        'signing secret is empty: rotate it by hand.',
    });

    const integration = new Apigatewayv2Integration(this, 'integration', {
      apiId: api.id,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.invokeArn,
      payloadFormatVersion: '2.0',
    });
    const routes = Object.entries(ROUTES).map(
      ([name, routeKey]) =>
        new Apigatewayv2Route(this, name, { apiId: api.id, routeKey, target: `integrations/${integration.id}` }),
    );
    new Apigatewayv2Stage(this, 'stage', {
      apiId: api.id,
      name: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: props.requestsPerSecond,
        throttlingBurstLimit: props.requestsPerSecond,
      },
      // Of their own: a rush for tokens must not keep the keys from AppSync, which would then refuse everybody.
      routeSettings: [ROUTES.discovery, ROUTES.keys].map((routeKey) => ({
        routeKey,
        throttlingRateLimit: KEY_REQUESTS_PER_SECOND,
        throttlingBurstLimit: KEY_REQUESTS_PER_SECOND,
      })),
      dependsOn: routes,
    });
    new LambdaPermission(this, 'permission', {
      action: 'lambda:InvokeFunction',
      functionName: fn.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${api.executionArn}/*/*`,
    });
  }
}
