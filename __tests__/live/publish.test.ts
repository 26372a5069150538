import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import type { Context, SQSRecord } from 'aws-lambda';
import { makeFakeS3 } from './fake-s3.ts';
import { anEvent, aStage } from './rows.ts';

Object.assign(process.env, {
  STAGE_TABLE: 'Stage',
  BALLOT_TABLE: 'Ballot',
  LIVE_BUCKET: 'live',
  GRAPHQL_URL: 'https://api.example.com/graphql',
  FRAMES_QUEUE_URL: 'https://sqs.example.com/frames.fifo',
  ACTS_QUEUE_URL: 'https://sqs.example.com/live.fifo',
  ACTS_PAUSE_SECONDS: '4',
  AWS_REGION: 'ap-northeast-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});
const { handler } = await import('../../lambdas/live/publish.ts');

const context = { getRemainingTimeInMillis: () => 5_000 } as Context;
const message = (messageId: string, group: string, body: unknown): SQSRecord =>
  ({
    messageId,
    receiptHandle: `handle ${messageId}`,
    body: JSON.stringify(body),
    attributes: { MessageGroupId: group, ApproximateReceiveCount: '1' },
    eventSourceARN: 'arn:aws:sqs:ap-northeast-1:123456789012:live.fifo',
  }) as SQSRecord;
const change = (id: string, stage: string, site = false) =>
  message(id, stage, { kind: 'change', stages: [stage], site });
const publish = (...Records: SQSRecord[]) => handler({ Records }, context);
const failed = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

let seqs: Map<string, number>;
let states: Map<string, unknown>;
let published: string[];
let refused: Set<string>;
let hurried: Record<string, unknown>[];
let s3: ReturnType<typeof makeFakeS3>;

interface Command {
  constructor: { name: string };
  input: { Key: { pk: string }; UpdateExpression?: string; ExpressionAttributeValues: Record<string, string> };
}
/** A table with the stages of one event, as far as a publish asks. */
const answer = ({ constructor: { name }, input }: Command): unknown => {
  const pk = input.Key?.pk ?? input.ExpressionAttributeValues?.[':pk'] ?? '';
  if (name === 'UpdateCommand' && input.UpdateExpression?.startsWith('SET seq')) {
    seqs.set(pk, (seqs.get(pk) ?? 0) + 1);
    return { Attributes: { seq: seqs.get(pk) } };
  }
  if (name === 'UpdateCommand') states.set(pk, input.ExpressionAttributeValues[':state']);
  if (name === 'QueryCommand') return { Items: [{ pk, sk: 'STAGE', ...aStage({ id: pk.slice(6) }) }] };
  if (name === 'BatchGetCommand') return { Responses: {} };
  if (pk.startsWith('EVENT#')) return { Item: anEvent() };
  return { Item: { seq: seqs.get(pk), state: states.get(pk) } };
};

beforeEach(() => {
  seqs = new Map();
  states = new Map();
  published = [];
  refused = new Set();
  hurried = [];
  s3 = makeFakeS3();
  jest.spyOn(SQSClient.prototype, 'send').mockImplementation((async ({ input }: { input: { Entries: never[] } }) => {
    hurried.push(...input.Entries);
    return {};
  }) as never);
  jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async (c: Command) => answer(c)) as never);
  jest.spyOn(S3Client.prototype, 'send').mockImplementation(((command: unknown) => s3.client.send(command)) as never);
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
    const { stage, seq } = JSON.parse(String(init?.body)).variables.input;
    published.push(stage);
    return Response.json(
      refused.has(stage) ? { errors: [{ message: 'no' }] } : { data: { publishLiveState: { seq } } },
    );
  });
});
afterEach(() => jest.restoreAllMocks());

describe('the publisher', () => {
  it('makes one publish per stage of a batch', async () => {
    await expect(
      publish(change('1', 'matsuri26.main'), change('2', 'matsuri26.main'), change('3', 'matsuri26.side')),
    ).resolves.toEqual(failed());
    expect(published.toSorted()).toEqual(['matsuri26.main', 'matsuri26.side']);
    expect(seqs.get('STAGE#matsuri26.main')).toBe(1);
  });

  it('publishes every act, and of what a tick names only what somebody would see', async () => {
    const tick = message('2', 'matsuri26.main', { kind: 'tick', stages: ['matsuri26.main'], site: false });
    await publish(change('1', 'matsuri26.main'));
    await expect(publish(tick)).resolves.toEqual(failed());
    expect(published).toHaveLength(1);
    await publish(change('3', 'matsuri26.main'));
    expect(published).toHaveLength(2);
  });

  it('reports a failed message and all later ones of its group, and no other', async () => {
    refused.add('matsuri26.main');
    await expect(
      publish(
        change('1', 'matsuri26.main'),
        change('2', 'matsuri26.side'),
        message('3', 'matsuri26.main', { kind: 'change', stages: ['matsuri26.side'], site: false }),
      ),
    ).resolves.toEqual(failed('1', '3'));
    expect([...s3.objects.keys()]).toContain('live/matsuri26.main.json');
  });

  it('fails the message of an event when one of its stages fails, after all the others', async () => {
    refused.add('matsuri26.main');
    const stages = ['matsuri26.main', 'matsuri26.side', 'matsuri26.third'];
    await expect(publish(message('1', 'matsuri26', { kind: 'change', stages, site: true }))).resolves.toEqual(
      failed('1'),
    );
    expect([...s3.objects.keys()]).toEqual(
      expect.arrayContaining([...stages, 'site'].map((name) => `live/${name}.json`)),
    );
  });

  it('answers that all failed rather than throw', async () => {
    refused.add('matsuri26.main');
    await expect(publish(change('1', 'matsuri26.main'))).resolves.toEqual(failed('1'));
  });

  it('reports a message that fan-out cannot have sent', async () => {
    await expect(publish(message('1', 'a', { kind: 'gossip' }), change('2', 'matsuri26.main'))).resolves.toEqual(
      failed('1'),
    );
    expect(published).toEqual(['matsuri26.main']);
  });

  it('answers before its time is over when AppSync hangs, and has put the snapshot', async () => {
    jest.spyOn(globalThis, 'fetch').mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    );
    const almostOver = { getRemainingTimeInMillis: () => 600 } as Context;
    await expect(handler({ Records: [change('1', 'matsuri26.main')] }, almostOver)).resolves.toEqual(failed('1'));
    expect([...s3.objects.keys()]).toContain('live/matsuri26.main.json');
  });

  it('lets acts that failed come again soon, with those behind them, and less soon each time', async () => {
    refused.add('matsuri26.main');
    const tries = async (receives: number) => {
      const again = [change('1', 'matsuri26.main'), change('2', 'matsuri26.main'), change('3', 'matsuri26.side')];
      for (const { attributes } of again) attributes.ApproximateReceiveCount = String(receives);
      hurried = [];
      await publish(...again);
      return hurried.map(({ ReceiptHandle, VisibilityTimeout }) => [ReceiptHandle, VisibilityTimeout]);
    };
    const both = (seconds: number) => [
      ['handle 1', seconds],
      ['handle 2', seconds],
    ];
    expect(await tries(1)).toEqual(both(1));
    expect(await tries(2)).toEqual(both(2));
    expect(await tries(9)).toEqual(both(4));
  });

  it('lets those behind a failed act come again with it, though they name another stage', async () => {
    refused.add('matsuri26.main');
    const behind = message('2', 'matsuri26.main', { kind: 'change', stages: ['matsuri26.side'], site: false });
    await publish(change('1', 'matsuri26.main'), behind);
    expect(hurried.map(({ ReceiptHandle }) => ReceiptHandle)).toEqual(['handle 1', 'handle 2']);
  });

  it('leaves ticks to their queue', async () => {
    refused.add('matsuri26.main');
    const tick = message('1', 'matsuri26.main', { kind: 'tick', stages: ['matsuri26.main'], site: false });
    await publish({ ...tick, eventSourceARN: 'arn:aws:sqs:ap-northeast-1:123456789012:live-routine.fifo' });
    expect(hurried).toEqual([]);
  });

  it('answers also where the queue does not let them', async () => {
    refused.add('matsuri26.main');
    jest.spyOn(SQSClient.prototype, 'send').mockImplementation((async () => {
      throw new Error('away');
    }) as never);
    await expect(publish(change('1', 'matsuri26.main'))).resolves.toEqual(failed('1'));
  });
});
