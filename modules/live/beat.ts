import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import { Construct } from 'constructs';
import type { Env } from '../../lambdas/live/beat.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction } from '../lambda/node-function.ts';
import { ServiceRole } from '../role/service-role.ts';

/** Faults of the service, not of the function. */
const TRANSIENT = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

export interface BeatProps {
  readonly prefix: string;
  readonly table: DynamodbTable;
  readonly alarms: Alarms;
}

/**
 * Three signs of life a minute for every stage on air, so that a page can tell silence from a fault. EventBridge knows minutes only, so
 * a state machine divides them.
 */
export class Beat extends Construct {
  constructor(scope: Construct, id: string, props: BeatProps) {
    super(scope, id);
    const { prefix, table, alarms } = props;
    const { fn } = new NodeFunction(this, 'beat', {
      name: `${prefix}-live-beat`,
      entry: 'lambdas/live/beat.ts',
      environment: { STAGE_TABLE: table.name } satisfies Env,
      statements: [
        {
          actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
          resources: [table.arn],
        },
      ],
      timeout: 10,
      alarms,
      whatToDo: 'Stages on air look stale to their viewers while the beat function fails. Its log says why.',
    });
    alarms.onSilence(
      fn,
      'Stages on air look stale to their viewers: nothing calls the beat function. Look at the rule and the state machine of its name.',
    );

    const machineRole = new ServiceRole(this, 'machine-role', {
      name: `${prefix}-live-beat-machine`,
      service: 'states.amazonaws.com',
    });
    const mayInvoke = machineRole.allow([{ actions: ['lambda:InvokeFunction'], resources: [fn.arn] }]);
    const machine = new SfnStateMachine(this, 'machine', {
      name: `${prefix}-live-beat`,
      roleArn: machineRole.arn,
      definition: JSON.stringify(beatThrice(fn.arn)),
      dependsOn: [mayInvoke],
    });

    const ruleRole = new ServiceRole(this, 'rule-role', {
      name: `${prefix}-live-beat-rule`,
      service: 'events.amazonaws.com',
    });
    ruleRole.allow([{ actions: ['states:StartExecution'], resources: [machine.arn] }]);
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: `${prefix}-live-beat`,
      description: 'Starts a minute of beats.',
      scheduleExpression: 'rate(1 minute)',
    });
    // No dead letters: a minute that did not start is over, the next one starts by itself, and five of them ring.
    new CloudwatchEventTarget(this, 'target', { rule: rule.name, arn: machine.arn, roleArn: ruleRole.arn });
  }
}

/** JSONPath, no variables: the local engine ignores JSONata without a word. */
function beatThrice(functionArn: string): object {
  const beat = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: functionArn, Payload: {} },
    ResultPath: null,
    Retry: [{ ErrorEquals: TRANSIENT, IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2 }],
  };
  // A beat that failed is counted by the function's alarm and must not cost the next one.
  const goOn = (next: string) => ({
    Next: next,
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: next }],
  });
  return {
    Comment: 'Three beats, twenty seconds apart.',
    StartAt: 'First beat',
    TimeoutSeconds: 120,
    States: {
      'First beat': { ...beat, ...goOn('First pause') },
      'First pause': { Type: 'Wait', Seconds: 20, Next: 'Second beat' },
      'Second beat': { ...beat, ...goOn('Second pause') },
      'Second pause': { Type: 'Wait', Seconds: 20, Next: 'Third beat' },
      'Third beat': { ...beat, End: true },
    },
  };
}
