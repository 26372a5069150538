import { type DynamoDb, startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { readStream } from '../../../local/engines/stream-shards.ts';
import { arnOf, stageTable, worldOf } from './small-world.ts';

const table = (name: string) => ({
  ...stageTable,
  name,
  arn: arnOf('dynamodb', `table/${name}`),
  stream_arn: arnOf('dynamodb', `table/${name}/stream/2026-01-01T00:00:00.000`),
});
const stage = table('Stage');
const ballot = table('Ballot');
const reports: string[] = [];
let dynamodb: DynamoDb;

const put = (TableName: string, n: number) =>
  dynamodb.wire.tables('PutItem', { TableName, Item: { pk: { S: 'a' }, sk: { S: `${n}` } } });

/** What a reader of a table's stream was given, by sort key. */
async function readerOf({ stream_arn }: typeof stage, position: 'LATEST' | 'TRIM_HORIZON') {
  const read: unknown[] = [];
  const reader = await readStream({
    wire: dynamodb.wire,
    stream: dynamodb.stream(stream_arn),
    shards: 1,
    position,
    intervalMs: 5,
    onRecord: (_, { dynamodb: { Keys } }) => read.push(Keys.sk?.S),
    report: (_, message) => reports.push(message),
  });
  return { read, ...reader };
}

beforeAll(async () => {
  const world = worldOf({ 'aws_dynamodb_table.stage': stage, 'aws_dynamodb_table.ballot': ballot });
  dynamodb = await startDynamoDb({ world });
}, 30_000);
afterAll(() => dynamodb?.stop());

it.each([
  ['LATEST', 0],
  ['TRIM_HORIZON', 10],
] as const)('streams of two tables are each read whole, once and in order, from %s', async (position, from) => {
  const readers = { Stage: await readerOf(stage, position), Ballot: await readerOf(ballot, position) };
  for (const n of [from, from + 1, from + 2]) {
    for (const name of ['Ballot', 'Stage']) {
      await put(name, n);
      await readers.Stage.idle();
      await readers.Ballot.idle();
    }
  }
  const written = Array.from({ length: from === 0 ? 3 : 6 }, (_, n) => `${n < 3 ? n : n + 7}`);
  expect(readers.Stage.read).toEqual(written);
  expect(readers.Ballot.read).toEqual(written);
  expect(reports).toEqual([]);
  await Promise.all([readers.Stage.stop(), readers.Ballot.stop()]);
});
