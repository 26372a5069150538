import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';

export interface TableProps {
  readonly prefix: string;
  /** `<prefix>-<name>` is the table's name, `<name>_table` its Terraform id. */
  readonly name: string;
  /** Whether the table must survive a slip: deletion protection, and a plan that would destroy it fails. */
  readonly protect: boolean;
  /** Whether its changes, with what was before and after, can be followed. Default false. */
  readonly stream?: boolean;
  /** Whether rows go by themselves at the time in their `expiresAt`, in epoch seconds. Default false. */
  readonly expires?: boolean;
}

/** A table as all of ours are: keys `pk` and `sk` (graphql/keys.ts), paid by use, encrypted, with point-in-time recovery. */
export class Table extends Construct {
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { prefix, name, protect, stream, expires } = props;
    this.table = new DynamodbTable(this, 'table', {
      name: `${prefix}-${name}`,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'pk',
      rangeKey: 'sk',
      attribute: [
        { name: 'pk', type: 'S' },
        { name: 'sk', type: 'S' },
      ],
      ...(stream && { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' }),
      ...(expires && { ttl: { attributeName: 'expiresAt', enabled: true } }),
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: protect,
      lifecycle: {
        preventDestroy: protect,
        // Warm throughput is raised by command before a big event. Lowering it by a plan would replace the table.
        ignoreChanges: ['warm_throughput'],
      },
    });
    this.table.overrideLogicalId(`${name}_table`);
  }
}
