import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import type { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import type { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { Construct } from 'constructs';
import type { Env as OnTimeEnv } from '../../lambdas/survey/on-time.ts';
import type { Env as ReconcileEnv } from '../../lambdas/survey/reconcile.ts';
import type { Env as ScheduleEnv } from '../../lambdas/survey/schedule.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { ChangeQueue } from '../change/change-queue.ts';
import { NodeFunction } from '../lambda/node-function.ts';
import { ServiceRole, type Statement } from '../role/service-role.ts';

const SCHEDULE_TIMEOUT = 10;
/** Seconds that counting a million ballots again may take. */
const RECOUNT_TIMEOUT = 300;
const RECOUNT_MEMORY = 1_536;

export interface ClockProps {
  readonly prefix: string;
  readonly stages: DynamodbTable;
  readonly ballots: DynamodbTable;
  readonly ballotKey: SecretsmanagerSecret;
  readonly topic: SnsTopic;
  readonly gateCopies: number;
  readonly alarms: Alarms;
}

/**
 * What happens to surveys at its time with no desk open: the close at the deadline, the recount a minute after closing. EventBridge Scheduler knows
 * minutes only, so an execution of a small state machine waits for the moment. Who was never started, or failed, the reconciler finds.
 */
export class Clock extends Construct {
  constructor(scope: Construct, id: string, props: ClockProps) {
    super(scope, id);
    const { prefix, stages, ballots, ballotKey, gateCopies, alarms } = props;
    const environment = {
      STAGE_TABLE: stages.name,
      BALLOT_TABLE: ballots.name,
      BALLOT_KEY_SECRET: ballotKey.arn,
      GATE_COPIES: String(gateCopies),
    } satisfies OnTimeEnv & ReconcileEnv;
    const onTime = new NodeFunction(this, 'on-time', {
      name: `${prefix}-survey-on-time`,
      entry: 'lambdas/survey/on-time.ts',
      environment,
      statements: this.#mayCloseAndRecount(props),
      timeout: RECOUNT_TIMEOUT,
      memory: RECOUNT_MEMORY,
      seldom: true,
      alarms,
      whatToDo:
        'A survey was not closed at its deadline, or not certified: no ballot is taken after the deadline all the same. The reconciler tries ' +
        'again each minute. The log of the on-time function says why.',
    });
    this.#schedule(props, this.#machine(prefix, onTime));
    this.#reconcile(props, environment);
  }

  #mayCloseAndRecount({ stages, ballots, ballotKey }: ClockProps): Statement[] {
    return [
      { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:PutItem'], resources: [stages.arn] },
      { actions: ['dynamodb:Query'], resources: [ballots.arn] },
      { actions: ['secretsmanager:GetSecretValue'], resources: [ballotKey.arn] },
    ];
  }

  #machine(prefix: string, { fn }: NodeFunction): SfnStateMachine {
    const role = new ServiceRole(this, 'machine-role', {
      name: `${prefix}-survey-clock-machine`,
      service: 'states.amazonaws.com',
    });
    const mayInvoke = role.allow([{ actions: ['lambda:InvokeFunction'], resources: [fn.arn] }]);
    const machine = new SfnStateMachine(this, 'machine', {
      name: `${prefix}-survey-clock`,
      roleArn: role.arn,
      definition: JSON.stringify(waitAndAct(fn.arn)),
      dependsOn: [mayInvoke],
    });
    machine.overrideLogicalId('survey_clock');
    return machine;
  }

  /** Starts an execution for each survey that opens with a deadline, and for each that closes. */
  #schedule({ prefix, stages, topic, alarms }: ClockProps, machine: SfnStateMachine): void {
    const { queue } = new ChangeQueue(this, 'changes', {
      prefix,
      name: 'survey-clock',
      topic,
      filter: { kind: ['change'], routine: ['false'] },
      visibility: 2 * SCHEDULE_TIMEOUT,
      maxReceives: 30,
      alarms,
      whatToDo:
        'Deadlines of surveys were not noted for ten minutes; the reconciler closes and certifies them up to a minute late. Look for errors of ' +
        'the schedule function, mend, then redrive the queue: what is over does no harm.',
      whatToDoOnBacklog:
        'Deadlines of surveys wait to be noted: surveys close up to a minute late. The log of the schedule function says why.',
    });
    const { fn } = new NodeFunction(this, 'schedule', {
      name: `${prefix}-survey-schedule`,
      entry: 'lambdas/survey/schedule.ts',
      environment: { STAGE_TABLE: stages.name, MACHINE_ARN: machine.arn } satisfies ScheduleEnv,
      statements: [
        { actions: ['dynamodb:GetItem'], resources: [stages.arn] },
        { actions: ['states:StartExecution'], resources: [machine.arn] },
        { actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], resources: [queue.arn] },
      ],
      timeout: SCHEDULE_TIMEOUT,
      alarms,
      whatToDo: 'Surveys close up to a minute late while the schedule function fails. Its log says why.',
    });
    new LambdaEventSourceMapping(this, 'on-change', {
      eventSourceArn: queue.arn,
      functionName: fn.arn,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: 5 },
    });
  }

  #reconcile(props: ClockProps, environment: ReconcileEnv): void {
    const { prefix, stages, alarms } = props;
    const { fn } = new NodeFunction(this, 'reconcile', {
      name: `${prefix}-survey-reconcile`,
      entry: 'lambdas/survey/reconcile.ts',
      environment: { ...environment },
      statements: [
        { actions: ['dynamodb:BatchGetItem', 'dynamodb:Query'], resources: [stages.arn] },
        ...this.#mayCloseAndRecount(props),
      ],
      timeout: RECOUNT_TIMEOUT,
      memory: RECOUNT_MEMORY,
      alarms,
      whatToDo:
        'Nobody finds surveys that were not closed or certified at their time while the reconcile function fails. Its log says why.',
    });
    alarms.onSilence(
      fn,
      'Nobody finds surveys that were not closed or certified at their time: nothing calls the reconcile function. Look at the rule of its name.',
    );
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: `${prefix}-survey-reconcile`,
      description: 'Looks each minute for surveys that nobody closed or certified at their time.',
      scheduleExpression: 'rate(1 minute)',
    });
    new CloudwatchEventTarget(this, 'target', { rule: rule.name, arn: fn.arn });
    new LambdaPermission(this, 'permission', {
      action: 'lambda:InvokeFunction',
      functionName: fn.functionName,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    });
  }
}

/** JSONPath, no variables: the local engine ignores JSONata without a word. Input: `{survey, version, act, at}`. */
function waitAndAct(functionArn: string): object {
  return {
    Comment: 'Waits until $.at, then has the act carried out.',
    StartAt: 'Wait',
    States: {
      Wait: { Type: 'Wait', TimestampPath: '$.at', Next: 'Act' },
      Act: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: functionArn,
          Payload: { 'survey.$': '$.survey', 'version.$': '$.version', 'act.$': '$.act' },
        },
        // Whatever failed may succeed in a moment, and doing it twice does nothing.
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 5, BackoffRate: 2 }],
        End: true,
      },
    },
  };
}
