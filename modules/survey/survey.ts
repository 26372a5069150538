import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import type { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { Construct } from 'constructs';
import type { Env } from '../../lambdas/survey/export.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction } from '../lambda/node-function.ts';
import { Table } from '../table/table.ts';
import { BallotKey } from './ballot-key.ts';
import { Clock } from './clock.ts';
import { Tally } from './tally.ts';

export interface SurveyProps {
  readonly prefix: string;
  readonly protect: boolean;
  /** The Stage table, where surveys and their tallies lie. */
  readonly stages: DynamodbTable;
  readonly topic: SnsTopic;
  /** Copies of what castBallot reads of a survey. */
  readonly gateCopies: number;
  readonly alarms: Alarms;
}

/** All that surveys need besides the API: ballots, the count, the deadlines, the recount, the export. */
export class Survey extends Construct {
  readonly ballots: DynamodbTable;
  /** Answers `Query.ballots`. */
  readonly export: LambdaFunction;

  constructor(scope: Construct, id: string, props: SurveyProps) {
    super(scope, id);
    const { prefix, protect, stages, topic, gateCopies, alarms } = props;
    // One row per viewer and survey, in 256 partitions per survey, and free-text answers by their words. Rows go long after every certificate.
    this.ballots = new Table(this, 'ballot', { prefix, name: 'ballot', protect, stream: true, expires: true }).table;
    const ballotKey = new BallotKey(this, 'ballot-key', { prefix, protect }).secret;
    const tables = { stages, ballots: this.ballots };
    new Tally(this, 'tally', { prefix, ...tables, alarms });
    new Clock(this, 'clock', { prefix, ...tables, ballotKey, topic, gateCopies, alarms });
    const { fn } = new NodeFunction(this, 'export', {
      name: `${prefix}-survey-export`,
      entry: 'lambdas/survey/export.ts',
      environment: {
        STAGE_TABLE: stages.name,
        BALLOT_TABLE: this.ballots.name,
        BALLOT_KEY_SECRET: ballotKey.arn,
      } satisfies Env,
      statements: [
        { actions: ['dynamodb:GetItem'], resources: [stages.arn] },
        { actions: ['dynamodb:Query'], resources: [this.ballots.arn] },
        { actions: ['secretsmanager:GetSecretValue'], resources: [ballotKey.arn] },
      ],
      timeout: 20,
      memory: 512,
      alarms,
      whatToDo: 'Operators cannot export ballots while the export function fails. Its log says why.',
    });
    this.export = fn;
  }
}
