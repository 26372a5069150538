import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { Construct } from 'constructs';
import type { Env } from '../../lambdas/broadcast/keys.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction } from '../lambda/node-function.ts';

export interface BroadcastProps {
  readonly prefix: string;
  readonly account: string;
  readonly region: string;
  /** The Stage table. */
  readonly table: DynamodbTable;
  /** ARNs of the pool's channels. */
  readonly channels: readonly string[];
  readonly alarms: Alarms;
}

/** The one place where stream keys are seen: a function behind the API, for operators. */
export class Broadcast extends Construct {
  /** Answers `Query.broadcast`, `Mutation.copyStreamKey` and `Mutation.replaceStreamKey`. */
  readonly keys: LambdaFunction;

  constructor(scope: Construct, id: string, props: BroadcastProps) {
    super(scope, id);
    const { prefix, account, region, table, channels, alarms } = props;
    const { fn } = new NodeFunction(this, 'keys', {
      name: `${prefix}-broadcast-keys`,
      entry: 'lambdas/broadcast/keys.ts',
      environment: { STAGE_TABLE: table.name } satisfies Env,
      statements: [
        { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], resources: [table.arn] },
        { actions: ['ivs:ListStreamKeys', 'ivs:GetStreamSession', 'ivs:StopStream'], resources: [...channels] },
        {
          // A key's ARN has an id of its own and not its channel's, and a new one's is not known before: the account's keys, in this region.
          actions: ['ivs:GetStreamKey', 'ivs:CreateStreamKey', 'ivs:DeleteStreamKey'],
          resources: [`arn:aws:ivs:${region}:${account}:stream-key/*`],
        },
      ],
      // AppSync waits for 30 s. Killed in the middle it may be called again.
      timeout: 25,
      // A replacement that stopped half way leaves a channel without a key.
      seldom: true,
      alarms,
      whatToDo:
        'Operators cannot see, copy or replace stream keys while the keys function fails. Its log says why. Was a replacement under way, the ' +
        'channel may be without a key: replace it once more.',
    });
    this.keys = fn;
  }
}
