import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { DynamodbTableItem } from '@cdktf/provider-aws/lib/dynamodb-table-item';
import { IvsChannel } from '@cdktf/provider-aws/lib/ivs-channel';
import { Construct } from 'constructs';
import { channelKey } from '#graphql/keys';
import { Recordings } from './recordings.ts';

export interface PoolProps {
  readonly prefix: string;
  readonly account: string;
  /** true: a plan that would destroy a channel fails. Its address and stream keys would be gone with it. */
  readonly protect: boolean;
  /** The Stage table, which says what channels there are. */
  readonly table: DynamodbTable;
  /** How many there are. */
  readonly channels: number;
  /** STANDARD: Amazon IVS makes several renditions. BASIC: viewers get what the encoder sends. Default STANDARD. */
  readonly channelType?: 'BASIC' | 'STANDARD';
  /** Days for which recordings are kept. Default 30. */
  readonly recordingDays?: number;
}

/**
 * The channels that stages take their pictures from, `c1`, `c2` …, all recorded. Their stream keys are nowhere here: Amazon IVS makes one with each
 * channel, and whatever Terraform reads lies in its state in clear.
 */
export class Pool extends Construct {
  /** `c1`, `c2` … */
  readonly names: readonly string[];
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, props: PoolProps) {
    super(scope, id);
    const { recording } = new Recordings(this, 'recording', { ...props, days: props.recordingDays });
    this.names = Array.from({ length: props.channels }, (_, n) => `c${n + 1}`);
    this.arns = this.names.map((name) => this.#channel(name, recording.arn, props));
  }

  #channel(
    name: string,
    recordingArn: string,
    { prefix, protect, table, channelType = 'STANDARD' }: PoolProps,
  ): string {
    const channel = new IvsChannel(this, name, {
      name: `${prefix}-${name}`,
      latencyMode: 'LOW',
      type: channelType,
      authorized: false,
      recordingConfigurationArn: recordingArn,
      lifecycle: { preventDestroy: protect },
    });
    channel.overrideLogicalId(`stream_${name}`);
    const { pk, sk } = channelKey(name);
    const row = {
      pk,
      sk,
      name,
      arn: channel.arn,
      playbackUrl: channel.playbackUrl,
      ingestEndpoint: channel.ingestEndpoint,
      type: channelType,
      updatedBy: 'terraform',
    };
    new DynamodbTableItem(channel, 'row', {
      tableName: table.name,
      hashKey: table.hashKey,
      rangeKey: table.rangeKey,
      item: JSON.stringify(Object.fromEntries(Object.entries(row).map(([attribute, S]) => [attribute, { S }]))),
    });
    return channel.arn;
  }
}
