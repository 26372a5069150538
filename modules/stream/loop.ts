import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import { Construct } from 'constructs';
import type { Env as ReconcileEnv } from '../../lambdas/stream/reconcile.ts';
import type { Env as RoundEnv } from '../../lambdas/stream/round.ts';
import type { Env as StartEnv } from '../../lambdas/stream/start.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction, type NodeFunctionProps } from '../lambda/node-function.ts';
import { ServiceRole } from '../role/service-role.ts';
import { watchRoundByRound } from './loop-definition.ts';
import type { Pool } from './pool.ts';

export interface LoopProps {
  readonly prefix: string;
  readonly account: string;
  readonly region: string;
  readonly table: DynamodbTable;
  readonly pool: Pool;
  readonly alarms: Alarms;
}

/**
 * Watches every channel that has a stream: one execution per stream, started by Amazon IVS's events. They are best effort, so a reconciler looks each
 * minute for streams that nobody watches. No dead letters: what failed is found within that minute.
 */
export class Loop extends Construct {
  readonly #machineArn: string;

  constructor(scope: Construct, id: string, props: LoopProps) {
    super(scope, id);
    const { prefix, account, region } = props;
    // By its name: the round that the machine calls may start the next execution, and neither could be made before the other.
    this.#machineArn = `arn:aws:states:${region}:${account}:stateMachine:${prefix}-stream-loop`;
    this.#machine(prefix, this.#round(props));
    this.#start(props);
    this.#reconcile(props);
  }

  #round(props: LoopProps): LambdaFunction {
    return this.#function('round', props, {
      entry: 'lambdas/stream/round.ts',
      environment: { STAGE_TABLE: props.table.name, MACHINE_ARN: this.#machineArn } satisfies RoundEnv,
      writes: ['dynamodb:UpdateItem', 'dynamodb:PutItem'],
      timeout: 10,
      whatToDo:
        'Viewer counts and the state of the incoming pictures stand still while the round function fails; the pictures themselves go on. Its log ' +
        'says why. Amazon IVS that does not answer is such a failure.',
    });
  }

  #machine(prefix: string, round: LambdaFunction): void {
    const role = new ServiceRole(this, 'machine-role', {
      name: `${prefix}-stream-loop-machine`,
      service: 'states.amazonaws.com',
    });
    const mayInvoke = role.allow([{ actions: ['lambda:InvokeFunction'], resources: [round.arn] }]);
    const machine = new SfnStateMachine(this, 'machine', {
      name: `${prefix}-stream-loop`,
      roleArn: role.arn,
      definition: JSON.stringify(watchRoundByRound(round.arn)),
      dependsOn: [mayInvoke],
    });
    machine.overrideLogicalId('stream_loop');
  }

  #start(props: LoopProps): void {
    const { prefix, pool, alarms } = props;
    const fn = this.#function('start', props, {
      entry: 'lambdas/stream/start.ts',
      environment: this.#withPool(props) satisfies StartEnv,
      writes: ['dynamodb:PutItem'],
      timeout: 10,
      seldom: true,
      whatToDo:
        'An event of Amazon IVS was not taken: the loop that watches the stream starts up to a minute late. The log of the start function says why.',
    });
    const streams = this.#rule(`${prefix}-stream-state`, fn, {
      description: 'Streams of the pool that start, end, starve.',
      eventPattern: JSON.stringify({
        source: ['aws.ivs'],
        'detail-type': ['IVS Stream State Change', 'IVS Stream Health Change'],
        resources: pool.arns,
      }),
    });
    streams.overrideLogicalId('stream_state');
    const limits = this.#rule(`${prefix}-stream-limit`, fn, {
      // Some limits are the account's and name no channel of ours.
      description: 'Limits of Amazon IVS that were exceeded, by whatever channel of the account.',
      eventPattern: JSON.stringify({ source: ['aws.ivs'], 'detail-type': ['IVS Limit Breach'] }),
    });
    limits.overrideLogicalId('stream_limit');
    alarms.onEvent(
      limits,
      'A limit of Amazon IVS was exceeded: viewers or encoders are refused. The log of the stream start function names the limit; ask for a higher ' +
        'one in Service Quotas, or lower what the encoder sends.',
    );
  }

  #reconcile(props: LoopProps): void {
    const { prefix, alarms } = props;
    const fn = this.#function('reconcile', props, {
      entry: 'lambdas/stream/reconcile.ts',
      environment: this.#withPool(props) satisfies ReconcileEnv,
      writes: ['dynamodb:UpdateItem', 'dynamodb:PutItem'],
      // Twenty channels, one after the other.
      timeout: 50,
      whatToDo:
        'Streams whose start nobody was told, and loops that died, are not found while the reconcile function fails. Its log says why.',
    });
    alarms.onSilence(
      fn,
      'Streams whose start nobody was told, and loops that died, are not found: nothing calls the reconcile function. Look at the rule of its name.',
    );
    this.#rule(`${prefix}-stream-reconcile`, fn, {
      description: 'Looks each minute for streams that nobody watches.',
      scheduleExpression: 'rate(1 minute)',
    });
  }

  #withPool({ table, pool }: LoopProps) {
    return { STAGE_TABLE: table.name, MACHINE_ARN: this.#machineArn, CHANNELS: pool.names.join(',') };
  }

  #function(
    name: string,
    { prefix, table, pool, alarms }: LoopProps,
    {
      writes,
      ...fn
    }: Omit<NodeFunctionProps, 'name' | 'alarms' | 'statements'> & { readonly writes: readonly string[] },
  ): LambdaFunction {
    return new NodeFunction(this, name, {
      ...fn,
      name: `${prefix}-stream-${name}`,
      statements: [
        { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', ...writes], resources: [table.arn] },
        { actions: ['ivs:GetStream', 'ivs:GetStreamSession'], resources: [...pool.arns] },
        { actions: ['states:StartExecution'], resources: [this.#machineArn] },
      ],
      alarms,
    }).fn;
  }

  #rule(
    name: string,
    fn: LambdaFunction,
    when: { description: string; eventPattern?: string; scheduleExpression?: string },
  ): CloudwatchEventRule {
    const rule = new CloudwatchEventRule(this, name, { name, ...when });
    new CloudwatchEventTarget(rule, 'target', { rule: rule.name, arn: fn.arn });
    new LambdaPermission(rule, 'permission', {
      action: 'lambda:InvokeFunction',
      functionName: fn.functionName,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    });
    return rule;
  }
}
