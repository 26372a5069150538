import { z } from 'zod';
import type { Resource } from '../../terraform/world.ts';
import { attributes, block, blocks, count, readAs, withoutEffect } from '../resource-schema.ts';
import { DynamoDbError, type Wire } from './wire.ts';

const capacity = withoutEffect('no throughput limits on one machine');
const index = {
  name: z.string(),
  projection_type: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  non_key_attributes: z.array(z.string()).optional(),
  range_key: z.string().optional(),
};
const schema = attributes({
  name: z.string(),
  billing_mode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']).optional(),
  read_capacity: capacity,
  write_capacity: capacity,
  on_demand_throughput: capacity,
  warm_throughput: capacity,
  table_class: withoutEffect('a price'),
  hash_key: z.string(),
  range_key: z.string().optional(),
  attribute: blocks({ name: z.string(), type: z.enum(['S', 'N', 'B']) }),
  global_secondary_index: blocks({
    ...index,
    hash_key: z.string(),
    read_capacity: capacity,
    write_capacity: capacity,
    on_demand_throughput: capacity,
    warm_throughput: capacity,
  }),
  local_secondary_index: blocks(index),
  stream_enabled: z.boolean().optional(),
  stream_view_type: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
  stream_arn: z.string().optional(),
  stream_label: z.string().optional(),
  ttl: block({ attribute_name: z.string().optional(), enabled: z.boolean().optional() }),
  point_in_time_recovery: withoutEffect('there is nothing to recover from'),
  server_side_encryption: withoutEffect('the rows are in memory'),
  deletion_protection_enabled: withoutEffect('nothing deletes a table'),
  timeouts: withoutEffect('made at once'),
  recovery_period_in_days: count.optional(),
});

/** A table as it was made: `streamArn` is the one that functions see, `localStreamArn` the engine's. */
export interface Table {
  name: string;
  address: string;
  hashKey: string;
  rangeKey?: string;
  streamArn?: string;
  localStreamArn?: string;
  ttlAttribute?: string;
  /** CreateTable's input, for making another like it. */
  definition: { TableName: string; [field: string]: unknown };
}

const keySchema = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
];

function definitionOf(values: z.output<typeof schema>, streamed: boolean) {
  const indexes = (
    list: {
      name: string;
      hash_key?: string;
      range_key?: string;
      projection_type: string;
      non_key_attributes?: string[];
    }[],
  ) =>
    list.map((each) => ({
      IndexName: each.name,
      KeySchema: keySchema(each.hash_key ?? values.hash_key, each.range_key),
      Projection: { ProjectionType: each.projection_type, NonKeyAttributes: each.non_key_attributes },
    }));
  const [globals, locals] = [indexes(values.global_secondary_index), indexes(values.local_secondary_index)];
  return {
    TableName: values.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: values.attribute.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: keySchema(values.hash_key, values.range_key),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
    ...(streamed && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: values.stream_view_type ?? 'NEW_AND_OLD_IMAGES' },
    }),
  };
}

interface Description {
  LatestStreamArn?: string;
}

/** Makes a table, or finds it where an earlier run left it (`--data`). */
async function make(wire: Wire, definition: { TableName: string }): Promise<Description> {
  try {
    return (await wire.tables<{ TableDescription: Description }>('CreateTable', definition)).TableDescription;
  } catch (error) {
    if (!(error instanceof DynamoDbError) || error.name !== 'ResourceInUseException') throw error;
    return (await wire.tables<{ Table: Description }>('DescribeTable', { TableName: definition.TableName })).Table;
  }
}

/** Creates the table that a resource says; with `alwaysStreamed` it has a stream of whole images in any case. */
export async function createTable(wire: Wire, resource: Resource, alwaysStreamed: boolean): Promise<Table> {
  const values = readAs(schema, resource);
  const definition = definitionOf(values, values.stream_enabled === true || alwaysStreamed);
  const made = await make(wire, definition);
  return {
    name: values.name,
    address: resource.address,
    hashKey: values.hash_key,
    rangeKey: values.range_key,
    streamArn: values.stream_enabled ? values.stream_arn : undefined,
    localStreamArn: made.LatestStreamArn,
    ttlAttribute: values.ttl?.enabled ? values.ttl.attribute_name : undefined,
    definition,
  };
}
