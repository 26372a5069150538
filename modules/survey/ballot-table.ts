import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';

export interface BallotTableProps {
  readonly prefix: string;
  /** Whether the table must survive a slip: deletion protection, and a plan that would destroy it fails. */
  readonly protect: boolean;
}

/** One row per viewer and survey, in 256 partitions per survey; and free-text answers by their words. Keys: graphql/keys.ts. */
export class BallotTable extends Construct {
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, props: BallotTableProps) {
    super(scope, id);
    this.table = new DynamodbTable(this, 'table', {
      name: `${props.prefix}-ballot`,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'pk',
      rangeKey: 'sk',
      attribute: [
        { name: 'pk', type: 'S' },
        { name: 'sk', type: 'S' },
      ],
      streamEnabled: true,
      streamViewType: 'NEW_AND_OLD_IMAGES',
      // Set with the first write and never changed: long after every certificate.
      ttl: { attributeName: 'expiresAt', enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: props.protect,
      lifecycle: {
        preventDestroy: props.protect,
        // Warm throughput is raised by command before a big event. Lowering it by a plan would replace the table.
        ignoreChanges: ['warm_throughput'],
      },
    });
    this.table.overrideLogicalId('ballot_table');
  }
}
