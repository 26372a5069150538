import type { Evaluated } from '../api.ts';
import { evaluateCode } from '../evaluate.ts';
import { dynamodbSource } from '../sources/dynamodb.ts';
import { startDynamoDB, type TestDynamoDB } from './test-dynamodb.ts';

let dynamodb: TestDynamoDB;
beforeAll(async () => {
  dynamodb = await startDynamoDB();
  await dynamodb.createTable('things');
  await dynamodb.createTable('others');
}, 30_000);
afterAll(() => dynamodb.stop());

/** What the data source makes of the request that an expression in resolver code evaluates to. */
async function run(expression: string, args: object = {}) {
  const code = `import { util } from '@aws-appsync/utils'; import * as ddb from '@aws-appsync/utils/dynamodb';
    export const request = (ctx) => (${expression}); export const response = (ctx) => ctx.result;`;
  const { result, error }: Evaluated = evaluateCode({ code, context: { arguments: args }, handler: 'request' });
  if (error) throw new Error(error.message);
  return dynamodbSource({ name: 'things', client: dynamodb.client })(result);
}

const put = (pk: string, item = '{}') => run(`ddb.put({ key: { pk: '${pk}', sk: 's' }, item: ${item} })`);
const get = (pk: string) => run(`ddb.get({ key: { pk: '${pk}', sk: 's' }, consistentRead: true })`);
const key = (pk: string) => `key: { pk: '${pk}', sk: 's' }`;

describe('items', () => {
  it('come back as they were put, in every type', async () => {
    const item = `{ text: 'a', n: 1.5, yes: true, nothing: null, list: [1, 'b', [true]], map: { deep: { er: 1 } }, tags: ddb.toStringSet(['x']), sizes: ddb.toNumberSet([1, 2]) }`;
    const plain = {
      pk: 'all',
      sk: 's',
      text: 'a',
      n: 1.5,
      yes: true,
      nothing: null,
      list: [1, 'b', [true]],
      map: { deep: { er: 1 } },
      tags: ['x'],
      sizes: [1, 2],
    };
    expect(await put('all', item)).toEqual({ result: plain });
    expect((await get('all')).result).toEqual({ ...plain, sizes: expect.arrayContaining([1, 2]) });
  });

  it('are null where there are none', async () => {
    expect(await get('nowhere')).toEqual({ result: null });
  });

  it('show only what a projection names', async () => {
    await put('projected', `{ a: 1, b: { c: 2, d: 3 } }`);
    const { result } = await run(`ddb.get({ ${key('projected')}, projection: ['a', 'b.c'] })`);
    expect(result).toEqual({ a: 1, b: { c: 2 } });
  });

  it('are updated by every operation, and come back whole', async () => {
    await put('updated', `{ n: 1, list: [1], old: 'x', map: { a: 1, b: 2 } }`);
    const { result } = await run(`ddb.update({ ${key('updated')}, update: {
      n: ddb.operations.increment(2), list: ddb.operations.append([2]), old: ddb.operations.remove(),
      fresh: 'y', map: { a: ddb.operations.add(5) } } })`);
    expect(result).toEqual({ pk: 'updated', sk: 's', n: 3, list: [1, 2], fresh: 'y', map: { a: 5, b: 2 } });
  });

  it('are not there to be incremented when they have no such attribute', async () => {
    const { error } = await run(`ddb.update({ ${key('fresh')}, update: { n: ddb.operations.increment(1) } })`);
    expect(error?.errorType).toBe('DynamoDB:ValidationException');
  });

  it('come back as they were when they are removed', async () => {
    await put('removed', '{ a: 1 }');
    expect((await run(`ddb.remove({ ${key('removed')} })`)).result).toEqual({ pk: 'removed', sk: 's', a: 1 });
    expect(await get('removed')).toEqual({ result: null });
  });
});

describe('a failed condition', () => {
  it('gives the item that is there, and the error of DynamoDB', async () => {
    await put('held', '{ a: 1 }');
    const { result, error } = await run(
      `ddb.put({ ${key('held')}, item: { a: 2 }, condition: { pk: { attributeExists: false } } })`,
    );
    expect(result).toEqual({ pk: 'held', sk: 's', a: 1 });
    expect(error).toMatchObject({ errorType: 'DynamoDB:ConditionalCheckFailedException', data: { a: 1 } });
    expect(error?.message).toMatch(
      /^The conditional request failed \(Service: DynamoDb, Status Code: 400, Request ID: /,
    );
  });

  it('counts as success when a put would change nothing', async () => {
    await put('twice', '{ a: 1, at: 1 }');
    const again = `item: { a: 1, at: 2 }, condition: { pk: { attributeExists: false } }`;
    expect((await run(`ddb.put({ ${key('twice')}, ${again} })`)).error?.errorType).toMatch(/ConditionalCheckFailed/);
    const ignoring = `{ ...ddb.put({ ${key('twice')}, ${again} }), condition: { expression: 'attribute_not_exists(pk)', equalsIgnore: ['at'] } }`;
    expect((await run(ignoring)).error).toBeUndefined();
  });

  it('counts as success when the item to remove is gone, and never for an update', async () => {
    const condition = 'condition: { v: { eq: 1 } }';
    expect(await run(`ddb.remove({ ${key('gone')}, ${condition} })`)).toEqual({ result: null });
    const { result, error } = await run(`ddb.update({ ${key('gone')}, update: { a: 1 }, ${condition} })`);
    expect([result, error?.errorType]).toEqual([null, 'DynamoDB:ConditionalCheckFailedException']);
  });

  it('is refused by name when a Lambda function should decide', async () => {
    const custom = `{ operation: 'DeleteItem', key: {}, condition: { expression: 'x', conditionalCheckFailedHandler: { strategy: 'Custom' } } }`;
    expect((await run(custom)).error?.message).toMatch(/Custom/);
  });
});

describe('lists', () => {
  beforeAll(async () => {
    for (const sk of ['a1', 'a2', 'b1'])
      await run(`ddb.put({ key: { pk: 'many', sk: '${sk}' }, item: { v: '${sk}' } })`);
  });

  it('come in pages that a token continues', async () => {
    const query = `query: { pk: { eq: 'many' }, sk: { beginsWith: 'a' } }, limit: 1`;
    const first = (await run(`ddb.query({ ${query} })`)).result as { items: object[]; nextToken: string };
    expect(first.items).toEqual([{ pk: 'many', sk: 'a1', v: 'a1' }]);
    const second = await run(`ddb.query({ ${query}, nextToken: ctx.args.token })`, { token: first.nextToken });
    expect(second.result).toMatchObject({ items: [{ sk: 'a2' }] });
  });

  it('are filtered, turned round, and read from an index', async () => {
    const reversed = await run(
      `ddb.query({ query: { pk: { eq: 'many' } }, filter: { or: [{ v: { eq: 'a1' } }, { v: { in: ['b1'] } }] }, scanIndexForward: false, consistentRead: true })`,
    );
    expect(reversed.result).toMatchObject({ items: [{ sk: 'b1' }, { sk: 'a1' }], scannedCount: 3, nextToken: null });
    const indexed = await run(`ddb.query({ index: 'bySk', query: { sk: { eq: 'a2' } } })`);
    expect(indexed.result).toMatchObject({ items: [{ pk: 'many' }] });
    const scanned = await run(`ddb.scan({ filter: { pk: { eq: 'many' }, v: { between: ['a2', 'b1'] } } })`);
    expect((scanned.result as { items: object[] }).items).toHaveLength(2);
  });

  it('refuse a forged token', async () => {
    const { error } = await run(`ddb.query({ query: { pk: { eq: 'many' } }, nextToken: 'forged' })`);
    expect(error).toMatchObject({ message: 'Invalid pagination token given.' });
  });
});

// DynamoDB Local ends this sentence with a full stop where an item is given; DynamoDB does not.
const failed = expect.stringMatching(/^The conditional request failed\.?$/);

describe('batches and transactions', () => {
  it('put, get in order with nulls, and delete in several tables', async () => {
    const keys = `[{ pk: 'b', sk: '2' }, { pk: 'b', sk: 'none' }, { pk: 'b', sk: '1' }]`;
    await run(
      `ddb.batchPut({ tables: { things: [{ pk: 'b', sk: '1', n: 1 }, { pk: 'b', sk: '2', n: 2 }], others: [{ pk: 'b', sk: '1' }] } })`,
    );
    const got = await run(`ddb.batchGet({ tables: { things: { keys: ${keys}, consistentRead: true } } })`);
    expect(got.result).toEqual({
      data: { things: [{ pk: 'b', sk: '2', n: 2 }, null, { pk: 'b', sk: '1', n: 1 }] },
      unprocessedKeys: { things: [] },
    });
    await run(`ddb.batchDelete({ tables: { things: ${keys} } })`);
    const after = await run(
      `ddb.transactGet({ items: [{ table: 'things', key: { pk: 'b', sk: '1' } }, { table: 'others', key: { pk: 'b', sk: '1' } }] })`,
    );
    expect(after.result).toEqual({ items: [null, { pk: 'b', sk: '1' }], cancellationReasons: null });
  });

  it('write all of a transaction', async () => {
    await put('tx', '{ n: 1 }');
    const { result } = await run(`ddb.transactWrite({ items: [
      { updateItem: { table: 'things', ${key('tx')}, update: { n: ddb.operations.increment(1) }, condition: { n: { eq: 1 } } } },
      { putItem: { table: 'others', ${key('tx')}, item: { n: 9 } } } ] })`);
    expect(result).toEqual({
      keys: [
        { pk: 'tx', sk: 's' },
        { pk: 'tx', sk: 's' },
      ],
      cancellationReasons: null,
    });
    expect((await get('tx')).result).toMatchObject({ n: 2 });
  });

  it('say of each item why a transaction was cancelled, with the item that is there', async () => {
    await put('cancel', '{ n: 1 }');
    const { result, error } = await run(`ddb.transactWrite({ items: [
      { putItem: { table: 'others', ${key('cancel')}, item: {} } },
      { conditionCheck: { table: 'things', ${key('cancel')}, condition: { n: { eq: 7 } } } },
      { deleteItem: { table: 'things', ${key('absent')}, condition: { pk: { attributeExists: true } } } } ] })`);
    expect(error?.errorType).toBe('DynamoDB:TransactionCanceledException');
    expect(result).toEqual({
      keys: null,
      cancellationReasons: [
        { type: 'None', message: 'None' },
        {
          type: 'ConditionalCheckFailed',
          message: failed,
          item: { pk: 'cancel', sk: 's', n: 1 },
        },
        { type: 'ConditionalCheckFailed', message: failed },
      ],
    });
  });

  it('keep the item back when the request says so', async () => {
    const { result } =
      await run(`{ operation: 'TransactWriteItems', transactItems: [{ operation: 'PutItem', table: 'things',
      key: util.dynamodb.toMapValues({ pk: 'cancel', sk: 's' }), attributeValues: {},
      condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false } }] }`);
    expect(result).toMatchObject({
      cancellationReasons: [{ type: 'ConditionalCheckFailed', message: failed }],
    });
    expect(JSON.stringify(result)).not.toContain('item');
  });
});

describe('a request', () => {
  it.each([
    [`{ operation: 'Sync' }`, "Unsupported operation 'Sync'."],
    [
      `{ operation: 'UpdateItem', key: {}, update: {}, returnValues: 'UPDATED_OLD' }`,
      "Unsupported element '$[returnValues]'.",
    ],
    [`{ operation: 'GetItem' }`, "The value for 'key' is required."],
    [`null`, "Unsupported operation 'undefined'."],
  ])('%s is refused in the words of AppSync', async (expression, message) => {
    expect((await run(expression)).error).toMatchObject({ message, errorType: 'MappingTemplate' });
  });

  it('takes plain expressions, with names and values of its own', async () => {
    await run(`{ operation: 'UpdateItem', key: util.dynamodb.toMapValues({ pk: 'plain', sk: 's' }),
      update: { expression: 'SET #v = if_not_exists(#v, :zero) + :one ADD tags :tags', expressionNames: { '#v': 'version' },
        expressionValues: { ':zero': { N: 0 }, ':one': util.dynamodb.toDynamoDB(1), ':tags': util.dynamodb.toStringSet(['a']) } } }`);
    expect((await get('plain')).result).toEqual({ pk: 'plain', sk: 's', version: 1, tags: ['a'] });
  });
});
