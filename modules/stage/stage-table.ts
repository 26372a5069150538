import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';

export interface StageTableProps {
  readonly prefix: string;
  /** Whether the table must survive a slip: deletion protection, and a plan that would destroy it fails. */
  readonly protect: boolean;
}

/** The one truth: events, stages, sessions and what was last published of them. Keys: graphql/keys.ts. */
export class StageTable extends Construct {
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, props: StageTableProps) {
    super(scope, id);
    this.table = new DynamodbTable(this, 'table', {
      name: `${props.prefix}-stage`,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'pk',
      rangeKey: 'sk',
      attribute: [
        { name: 'pk', type: 'S' },
        { name: 'sk', type: 'S' },
      ],
      streamEnabled: true,
      streamViewType: 'NEW_AND_OLD_IMAGES',
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: props.protect,
      lifecycle: {
        preventDestroy: props.protect,
        // Warm throughput is raised by command before a big event. Lowering it by a plan would replace the table.
        ignoreChanges: ['warm_throughput'],
      },
    });
    this.table.overrideLogicalId('stage_table');
  }
}
