import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';
import type { Env as DegradeEnv } from '../../lambdas/survey/degrade.ts';
import type { Env } from '../../lambdas/survey/tally.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction } from '../lambda/node-function.ts';

const DAY = 86_400;
const DEGRADE_TIMEOUT = 10;

export interface TallyProps {
  readonly prefix: string;
  readonly stages: DynamodbTable;
  readonly ballots: DynamodbTable;
  readonly alarms: Alarms;
}

/** Counts ballots as they are stored: exactly once each, whatever the stream delivers twice. */
export class Tally extends Construct {
  constructor(scope: Construct, id: string, props: TallyProps) {
    super(scope, id);
    const { prefix, stages, ballots, alarms } = props;
    const givenUp = this.#degrade(props);

    const { fn } = new NodeFunction(this, 'tally', {
      name: `${prefix}-survey-tally`,
      entry: 'lambdas/survey/tally.ts',
      environment: { STAGE_TABLE: stages.name, BALLOT_TABLE: ballots.name } satisfies Env,
      statements: [
        { actions: ['dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], resources: [stages.arn] },
        { actions: ['dynamodb:UpdateItem'], resources: [ballots.arn] },
        {
          actions: [
            'dynamodb:DescribeStream',
            'dynamodb:GetRecords',
            'dynamodb:GetShardIterator',
            'dynamodb:ListStreams',
          ],
          resources: [ballots.streamArn],
        },
        { actions: ['sqs:SendMessage'], resources: [givenUp.arn] },
      ],
      timeout: 10,
      memory: 512,
      alarms,
      whatToDo:
        'Live tallies stand still while the tally function fails; no ballot is lost and certificates are right. Its log says why; records are ' +
        'tried again for an hour.',
    });
    alarms.onLag(
      fn,
      'Live tallies are behind the ballots. The log of the tally function says which record holds up those behind it; after an hour it is ' +
        'given up and the tally says so until the certificate.',
    );

    new LambdaEventSourceMapping(this, 'stream', {
      eventSourceArn: ballots.streamArn,
      functionName: fn.arn,
      // LATEST loses what is written while the mapping is being made.
      startingPosition: 'TRIM_HORIZON',
      batchSize: 1_000,
      // More would hand the function a shard's records out of their order, which its guard stands on.
      parallelizationFactor: 1,
      // Only with a window does an event say which shard it is from: the guard is kept per shard.
      tumblingWindowInSeconds: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: 3_600,
      destinationConfig: { onFailure: { destinationArn: givenUp.arn } },
      filterCriteria: {
        filter: [
          {
            pattern: JSON.stringify({
              eventName: ['INSERT', 'MODIFY'],
              dynamodb: { Keys: { pk: { S: [{ prefix: 'SURVEY#' }] } } },
            }),
          },
        ],
      },
    });
  }

  /** Batches that were given up say where they were and not what was in them: the tallies concerned are marked, the recount has them all. */
  #degrade({ prefix, stages, alarms }: TallyProps): SqsQueue {
    const dead = new SqsQueue(this, 'dead', {
      name: `${prefix}-survey-given-up-dead`,
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 14 * DAY,
    });
    dead.overrideLogicalId('survey_given_up_dead');
    const queue = new SqsQueue(this, 'given-up', {
      name: `${prefix}-survey-given-up`,
      sqsManagedSseEnabled: true,
      visibilityTimeoutSeconds: 6 * DEGRADE_TIMEOUT,
      messageRetentionSeconds: 4 * DAY,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 10 }),
    });
    queue.overrideLogicalId('survey_given_up');
    alarms.onDeadLetters(
      dead,
      'Ballots were given up by the tally, and the tallies concerned could not be marked. Certificates are right all the same. Look for errors ' +
        'of the degrade function, mend, then redrive the queue.',
    );
    alarms.onBacklog(
      queue,
      'Ballots were given up by the tally, and the tallies concerned are not marked yet. The log of the degrade function says why.',
    );
    const { fn } = new NodeFunction(this, 'degrade', {
      name: `${prefix}-survey-degrade`,
      entry: 'lambdas/survey/degrade.ts',
      environment: { STAGE_TABLE: stages.name } satisfies DegradeEnv,
      statements: [
        {
          actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
          resources: [stages.arn],
        },
        { actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], resources: [queue.arn] },
      ],
      timeout: DEGRADE_TIMEOUT,
      seldom: true,
      alarms,
      whatToDo: 'Live tallies that miss ballots do not say so while the degrade function fails. Its log says why.',
    });
    new LambdaEventSourceMapping(this, 'on-given-up', {
      eventSourceArn: queue.arn,
      functionName: fn.arn,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
    return queue;
  }
}
