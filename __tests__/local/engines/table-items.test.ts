import { putItems } from '../../../local/engines/dynamodb/items.ts';
import type { Wire } from '../../../local/engines/dynamodb/wire.ts';
import { stageTable, worldOf } from './small-world.ts';

const TABLE = { name: 'Stage', hashKey: 'pk', rangeKey: 'sk' } as never;
const ITEM = { pk: { S: 'CHANNEL#c1' }, sk: { S: 'CHANNEL' }, name: { S: 'c1' } };

async function put(more: Record<string, unknown> = {}) {
  const calls: unknown[][] = [];
  const wire = { tables: async (...call: unknown[]) => void calls.push(call) } as unknown as Wire;
  const row = { table_name: 'Stage', hash_key: 'pk', range_key: 'sk', item: JSON.stringify(ITEM), ...more };
  const world = worldOf({ 'aws_dynamodb_table.stage': stageTable, 'aws_dynamodb_table_item.c1': row });
  await putItems(wire, world, [TABLE]);
  return calls;
}

describe('a row that an apply puts', () => {
  it('is put as it is said', async () => {
    expect(await put()).toEqual([['PutItem', { TableName: 'Stage', Item: ITEM }]]);
  });

  it.each([
    ['a table that there is not', { table_name: 'Other' }, /^aws_dynamodb_table_item\.c1: there is no table Other/],
    ['other keys than its table', { hash_key: 'id' }, /Stage has other keys/],
    ['a key that it lacks', { item: JSON.stringify({ pk: ITEM.pk }) }, /item: no sk/],
    ['an attribute that nobody honours', { ttl: 1 }, /ttl is not known/],
  ])('is refused by its address for %s', async (_what, more, message) => {
    await expect(put(more)).rejects.toThrow(message);
  });
});
