import { type PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { jest } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import { sequenceOf, streamRecord } from './stream-records.ts';

process.env.TOPIC_ARN = 'arn:aws:sns:ap-northeast-1:123456789012:change.fifo';
process.env.WINDOW_SECONDS = '1';
process.env.AWS_REGION = 'ap-northeast-1';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
const { handler } = await import('../../lambdas/change/fan-out.ts');

interface Entry {
  Id: string;
  Message: string;
  MessageGroupId: string;
  MessageDeduplicationId: string;
  MessageAttributes: Record<string, { StringValue: string }>;
}

const now = Date.UTC(2026, 10, 20, 9, 0, 0, 400);
const main = { pk: 'STAGE#matsuri26.main', sk: 'STAGE' };
const session = (slug: string) => ({ pk: 'STAGE#matsuri26.main', sk: `SESSION#matsuri26.main.${slug}` });
const act = (slug: string) => streamRecord(session(slug), { after: { origin: 'DESK' } });
const imported = (slug: string) => streamRecord(session(slug), { after: { origin: 'IMPORT' } });

let batches: Entry[][];
let refuse: (entry: Entry) => boolean;
const sent = () => batches.flat().map((entry) => ({ ...entry, body: JSON.parse(entry.Message) }));
const run = (...Records: DynamoDBRecord[]) => handler({ Records });

beforeEach(() => {
  batches = [];
  refuse = () => false;
  jest.spyOn(Date, 'now').mockReturnValue(now);
  jest.spyOn(SNSClient.prototype, 'send').mockImplementation((async (command: PublishBatchCommand) => {
    const entries = command.input.PublishBatchRequestEntries as unknown as Entry[];
    batches.push(entries);
    return { Failed: entries.filter(refuse).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })) };
  }) as never);
});
afterEach(() => jest.restoreAllMocks());

describe('fan-out', () => {
  it("sends an operator's act as one change that the live queue takes at once", async () => {
    const record = act('opening');
    await expect(run(record)).resolves.toEqual({ batchItemFailures: [] });
    expect(sent()).toMatchObject([
      {
        MessageGroupId: 'matsuri26.main',
        MessageDeduplicationId: record.eventID,
        MessageAttributes: { kind: { StringValue: 'change' }, routine: { StringValue: 'false' } },
        body: { kind: 'change', stages: ['matsuri26.main'], site: false, record: { newImage: { origin: 'DESK' } } },
      },
    ]);
  });

  it('sends a routine record as a change and a tick, and one tick for all changes of a stage in a window', async () => {
    await run(imported('one'), imported('two'));
    expect(sent().map(({ body }) => body.kind)).toEqual(['change', 'tick', 'change']);
    expect(sent()[1]).toMatchObject({
      MessageGroupId: 'matsuri26.main',
      MessageDeduplicationId: `matsuri26.main#${Math.floor(now / 1_000)}`,
      MessageAttributes: { kind: { StringValue: 'tick' }, routine: { StringValue: 'true' } },
      body: { kind: 'tick', stages: ['matsuri26.main'], site: false },
    });
  });

  it('gives the front page a tick of its own, so that no tick of a stage can swallow it', async () => {
    await run(imported('one'), streamRecord(main, { after: { order: 1, origin: 'IMPORT' } }));
    const ticks = sent().filter(({ body }) => body.kind === 'tick');
    expect(ticks.map(({ body }) => [body.stages, body.site])).toEqual([
      [['matsuri26.main'], false],
      [[], true],
    ]);
  });

  it('gives the same deduplication ids to records that come again', async () => {
    const records = [act('a'), imported('b')];
    await run(...records);
    await run(...records);
    const ids = sent().map(({ MessageDeduplicationId }) => MessageDeduplicationId);
    expect(ids.slice(3)).toEqual(ids.slice(0, 3));
  });

  it('sends ten at a time, in order', async () => {
    const records = Array.from({ length: 23 }, (_, i) => act(`s${i}`));
    await run(...records);
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(sent().map(({ MessageDeduplicationId }) => MessageDeduplicationId)).toEqual(records.map((r) => r.eventID));
  });

  it('keeps a batch under what SNS takes', async () => {
    const bulky = (slug: string) => streamRecord(session(slug), { after: { text: 'x'.repeat(100_000) } });
    await run(bulky('a'), bulky('b'), bulky('c'));
    expect(batches.map(({ length }) => length)).toEqual([2, 1]);
  });

  it('drops the images of a change that is too large, and says so in it', async () => {
    const text = '大'.repeat(60_000);
    const record = streamRecord(session('long'), { before: { text }, after: { text: `${text}!` } });
    await run(record);
    const { body } = sent()[0]!;
    expect(body).toMatchObject({ truncated: true, stages: ['matsuri26.main'], record: { eventID: record.eventID } });
    expect(body.record).not.toHaveProperty('newImage');
    expect(body.record).not.toHaveProperty('oldImage');
  });

  it('writes nothing that a queue would refuse: a row may hold signs that no message may', async () => {
    await run(streamRecord(session('odd'), { after: { text: '\ufffe \uffff \u0001 🎪' } }));
    expect(sent()[0]?.Message).not.toMatch(/[\ufffe\uffff]/);
    expect(sent()[0]?.body.record.newImage.text).toBe('\ufffe \uffff \u0001 🎪');
  });

  it('reports the lowest record that SNS did not take, and sends nothing that would overtake it', async () => {
    const records = Array.from({ length: 15 }, (_, i) => act(`s${i}`));
    const refused = [records[7], records[4]].map((record) => record?.eventID);
    refuse = ({ MessageDeduplicationId }) => refused.includes(MessageDeduplicationId);
    await expect(run(...records)).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: sequenceOf(records[4]!) }],
    });
    expect(batches).toHaveLength(1);
  });

  it('reports the first record that asked for a tick that was not taken', async () => {
    const records = [act('a'), imported('b'), imported('c')];
    refuse = ({ MessageAttributes }) => MessageAttributes.kind?.StringValue === 'tick';
    await expect(run(...records)).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: sequenceOf(records[1]!) }],
    });
  });

  it('sends what comes before a record that cannot be read, and reports that one', async () => {
    const [first, broken, last] = [act('a'), act('b'), act('c')];
    delete broken.dynamodb!.Keys;
    await expect(run(first, broken, last)).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: sequenceOf(broken) }],
    });
    expect(sent().map(({ MessageDeduplicationId }) => MessageDeduplicationId)).toEqual([first.eventID]);
  });

  it('sends nothing for a sign of life that DynamoDB removed because its time was over', async () => {
    const expired = streamRecord(
      { pk: 'STAGE#matsuri26.main', sk: 'STREAM#timer' },
      { before: { checkedAt: 'x' }, userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } },
    );
    await run(expired);
    expect(batches).toEqual([]);
  });

  it('fails when SNS is away, so that the batch comes again', async () => {
    jest.spyOn(SNSClient.prototype, 'send').mockImplementation((async () => {
      throw new Error('away');
    }) as never);
    await expect(run(act('a'))).rejects.toThrow('away');
  });
});
