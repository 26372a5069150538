import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import type { Env } from '../../lambdas/change/fan-out.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction } from '../lambda/node-function.ts';

/** Ticks of one stage within one window are one tick; whoever takes ticks waits at least as long. */
export const WINDOW_SECONDS = 1;

/** Rows that the way out itself, the desk's presence and the live loop's lease write, which would feed themselves, and copies of others. */
const NOT_FANNED_OUT = ['LIVE', 'OPERATOR', 'DESK', 'GATE', 'LOOP'];

export interface ChangeProps {
  readonly prefix: string;
  readonly table: DynamodbTable;
  readonly alarms: Alarms;
}

/** The way out: every change of the table, in order per stage, to one topic that features subscribe to (ChangeQueue). */
export class Change extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, props: ChangeProps) {
    super(scope, id);
    const { prefix, table, alarms } = props;
    // No key: with alias/aws/sns delivery breaks without a word. Who may read what is in it (drafts and authors too), the queues' policies say.
    this.topic = new SnsTopic(this, 'topic', { name: `${prefix}-change.fifo`, fifoTopic: true });
    this.topic.overrideLogicalId('change');

    const dead = new SqsQueue(this, 'dead', {
      name: `${prefix}-change-dead`,
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 14 * 86_400,
    });
    dead.overrideLogicalId('change_dead');
    alarms.onDeadLetters(
      dead,
      'Changes of the Stage table were given up after ten minutes and reached no page. A message names shard and sequence numbers, not ' +
        'records. Look for errors of the fan-out function; once they are gone, change the stages concerned again at the desk.',
    );

    const { fn } = new NodeFunction(this, 'fan-out', {
      name: `${prefix}-change-fan-out`,
      entry: 'lambdas/change/fan-out.ts',
      environment: { TOPIC_ARN: this.topic.arn, WINDOW_SECONDS: String(WINDOW_SECONDS) } satisfies Env,
      statements: [
        { actions: ['sns:Publish'], resources: [this.topic.arn] },
        {
          actions: [
            'dynamodb:DescribeStream',
            'dynamodb:GetRecords',
            'dynamodb:GetShardIterator',
            'dynamodb:ListStreams',
          ],
          resources: [table.streamArn],
        },
        { actions: ['sqs:SendMessage'], resources: [dead.arn] },
      ],
      timeout: 10,
      alarms,
      whatToDo:
        'What operators change reaches no page while the fan-out function fails. Its log says why; records are tried again for ten minutes.',
    });

    alarms.onLag(
      fn,
      'Changes of the Stage table wait: pages show an old state. The log of the fan-out function says which record it cannot send; one that ' +
        'cannot be sent holds up those behind it until it is ten minutes old.',
    );

    alarms.onCount(
      fn,
      { name: 'BreakGlassChanges', service: 'change/fan-out' },
      'Somebody acts without the API, in the role for emergencies (docs/break-glass.md). The changed rows name the session in updatedBy. If nobody ' +
        'of you knows of it, revoke the role’s sessions.',
    );

    new LambdaEventSourceMapping(this, 'stream', {
      eventSourceArn: table.streamArn,
      functionName: fn.arn,
      // LATEST loses what is written while the mapping is being made.
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      parallelizationFactor: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      bisectBatchOnFunctionError: true,
      // Bounded by age: any small number of retries is used up by a hiccup of seconds.
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: 600,
      destinationConfig: { onFailure: { destinationArn: dead.arn } },
      filterCriteria: {
        filter: [
          { pattern: JSON.stringify({ dynamodb: { Keys: { sk: { S: [{ 'anything-but': NOT_FANNED_OUT }] } } } }) },
        ],
      },
    });
  }
}
