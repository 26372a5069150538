import { z } from 'zod';
import { type Resource, resourcesOf, UnsupportedResource, type World } from '../../terraform/world.ts';
import { attributes, readAs } from '../resource-schema.ts';
import type { Table } from './tables.ts';
import type { Item, Wire } from './wire.ts';

const schema = attributes({
  table_name: z.string(),
  hash_key: z.string(),
  range_key: z.string().optional(),
  item: z.string(),
});

/**
 * Puts the rows that the world says, as an apply would: also over those that an earlier run left (`--data`).
 * @throws UnsupportedResource for a row without its keys, and one of a table that there is not
 */
export async function putItems(wire: Wire, world: World, tables: readonly Table[]): Promise<void> {
  for (const resource of resourcesOf(world, 'aws_dynamodb_table_item')) {
    await wire.tables('PutItem', rowOf(resource, tables));
  }
}

function rowOf(resource: Resource, tables: readonly Table[]): { TableName: string; Item: Item } {
  const { table_name: TableName, hash_key: hashKey, range_key: rangeKey, item } = readAs(schema, resource);
  const table = tables.find(({ name }) => name === TableName);
  if (!table) throw new UnsupportedResource(resource.address, `there is no table ${TableName}`);
  if (table.hashKey !== hashKey || table.rangeKey !== rangeKey)
    throw new UnsupportedResource(resource.address, `${TableName} has other keys`);
  const Item = JSON.parse(item) as Item;
  const missing = [hashKey, rangeKey].find((key) => key && !Item[key]);
  if (missing) throw new UnsupportedResource(resource.address, `item: no ${missing}`);
  return { TableName, Item };
}
