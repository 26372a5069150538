import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { REPORT_PATH } from '#graphql/playback/report';
import type { Env } from '../../lambdas/playback/take.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction } from '../lambda/node-function.ts';
import { Table } from '../table/table.ts';
import type { OriginSecret } from '../viewer/origin-secret.ts';

/**
 * Twice what the sampled pages send, in any one second too: when a picture is lost they all say so at once. What is refused is lost, and each that is let
 * through takes a function of the same account as the publisher's.
 */
const REPORTS_PER_SECOND = 100;

export interface PlaybackProps {
  readonly prefix: string;
  readonly protect: boolean;
  /** What CloudFront says to this API, too. */
  readonly origin: OriginSecret;
  readonly alarms: Alarms;
}

/**
 * What viewers really get: `POST /playback`, and the table that it counts into. An HTTP API of its own, so that a rush of reports keeps no token from
 * anybody.
 */
export class Playback extends Construct {
  readonly table: DynamodbTable;
  /** Of the API, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: PlaybackProps) {
    super(scope, id);
    const { prefix, protect, origin, alarms } = props;
    // A row for each minute and kind of device at a stage. No stream: nothing follows from it, and its load touches nobody else.
    this.table = new Table(this, 'reports', { prefix, name: 'playback', protect, expires: true }).table;
    const { fn } = new NodeFunction(this, 'take', {
      name: `${prefix}-playback-take`,
      entry: 'lambdas/playback/take.ts',
      environment: { PLAYBACK_TABLE: this.table.name, ORIGIN_SECRET: origin.secret.arn } satisfies Env,
      statements: [
        { actions: ['secretsmanager:GetSecretValue'], resources: [origin.secret.arn] },
        { actions: ['dynamodb:UpdateItem'], resources: [this.table.arn] },
      ],
      timeout: 5,
      alarms,
      whatToDo:
        'The desk does not see what viewers get while this fails: its table of playback stands still. Viewers notice nothing, and nothing has to be ' +
        'repaired afterwards. The log says why.',
    });

    const api = new Apigatewayv2Api(this, 'api', { name: `${prefix}-playback`, protocolType: 'HTTP' });
    api.overrideLogicalId('playback');
    this.url = api.apiEndpoint;
    const integration = new Apigatewayv2Integration(this, 'integration', {
      apiId: api.id,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.invokeArn,
      payloadFormatVersion: '2.0',
    });
    const route = new Apigatewayv2Route(this, 'route', {
      apiId: api.id,
      routeKey: `POST ${REPORT_PATH}`,
      target: `integrations/${integration.id}`,
    });
    new Apigatewayv2Stage(this, 'stage', {
      apiId: api.id,
      name: '$default',
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: REPORTS_PER_SECOND, throttlingBurstLimit: REPORTS_PER_SECOND },
      dependsOn: [route],
    });
    new LambdaPermission(this, 'permission', {
      action: 'lambda:InvokeFunction',
      functionName: fn.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${api.executionArn}/*/*`,
    });
  }
}
