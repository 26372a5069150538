import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { type Alarms, METRICS_NAMESPACE } from '../alarm/alarms.ts';
import { ServiceRole, type Statement } from '../role/service-role.ts';
import { bundleFunction } from './bundle-function.ts';

export interface NodeFunctionProps {
  /** The function's, its role's and its log group's name. */
  readonly name: string;
  /** The one file with the handler, for example `lambdas/live/publish.ts`. */
  readonly entry: `lambdas/${string}.ts`;
  /** Filled with `satisfies Env`, the type that the handler's file exports. */
  readonly environment: Record<string, string>;
  /** What its role may do besides logging and tracing. */
  readonly statements: readonly Statement[];
  /** Seconds after which an invocation is given up. */
  readonly timeout: number;
  /** Megabytes; processor time grows with them. Default 256. */
  readonly memory?: number;
  /** Called so seldom that its first failure rings. Default: failures in three of five minutes do. */
  readonly seldom?: boolean;
  readonly alarms: Alarms;
  /** Read by whoever gets the alarm: what failing invocations mean, and what to do. */
  readonly whatToDo: string;
}

/** `live/publish` of `lambdas/live/publish.ts`: what logs and metrics call the function in every environment. */
const serviceOf = (entry: string): string => entry.replace(/^lambdas\//, '').replace(/\.ts$/, '');

/** A function on Node 24 with a role, a log group and an alarm of its own. */
export class NodeFunction extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const zip = bundleFunction(props.entry);
    const asset = new TerraformAsset(this, 'code', { path: zip, type: AssetType.FILE });
    const logs = new CloudwatchLogGroup(this, 'logs', { name: `/aws/lambda/${props.name}`, retentionInDays: 30 });
    const role = new ServiceRole(this, 'role', { name: props.name, service: 'lambda.amazonaws.com' });
    const policy = role.allow([
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logs.arn}:*`] },
      // X-Ray knows no resources for these.
      { actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] },
      ...props.statements,
    ]);
    this.fn = new LambdaFunction(this, 'function', {
      functionName: props.name,
      role: role.arn,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      filename: asset.path,
      sourceCodeHash: createHash('sha256').update(readFileSync(zip)).digest('base64'),
      timeout: props.timeout,
      memorySize: props.memory ?? 256,
      environment: {
        variables: {
          POWERTOOLS_SERVICE_NAME: serviceOf(props.entry),
          POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
          ...props.environment,
        },
      },
      tracingConfig: { mode: 'Active' },
      dependsOn: [policy, logs],
    });
    props.alarms.onErrors(this.fn, props.whatToDo, props.seldom);
  }
}
