import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { fakeSecrets } from '../viewer/fake-secrets.ts';
import { aReport } from './reports.ts';

Object.assign(process.env, { PLAYBACK_TABLE: 'Playback', ORIGIN_SECRET: 'origin', AWS_REGION: 'ap-northeast-1' });
const { handler } = await import('../../lambdas/playback/take.ts');

const NOW = Date.UTC(2026, 10, 20, 9, 14, 33);

interface Update {
  TableName: string;
  Key: { pk: string; sk: string };
  UpdateExpression: string;
  ExpressionAttributeValues: Record<string, unknown>;
}
let updates: Update[];
let fault: Error | null;
let log: string;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'] });
  fakeSecrets().set('origin', 'from-the-edge');
  updates = [];
  fault = null;
  log = '';
  jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async ({ input }: { input: Update }) => {
    if (fault) throw fault;
    updates.push(input);
    return {};
  }) as never);
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    log += line;
    return true;
  });
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const post = (body: unknown, more: { origin?: string; isBase64Encoded?: boolean } = {}) =>
  handler({
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'x-butai-origin': more.origin ?? 'from-the-edge', 'user-agent': 'Some/1.0' },
    isBase64Encoded: more.isBase64Encoded ?? false,
    requestContext: { http: { method: 'POST', path: '/playback', sourceIp: '203.0.113.7' } },
  } as unknown as APIGatewayProxyEventV2);

describe('a report', () => {
  it('is added to the row of its minute and kind of device, which expires', async () => {
    expect(await post(aReport({ stalls: 1, stalledMs: 700 }))).toMatchObject({ statusCode: 204 });
    expect(updates).toEqual([
      {
        TableName: 'Playback',
        Key: { pk: 'STAGE#matsuri26.main', sk: '2026-11-20T09:14:00.000Z#DESKTOP#CHROME' },
        UpdateExpression:
          'SET device = :device, browser = :browser, expiresAt = :expiresAt ' +
          'ADD reports :reports, viewers :viewers, watchedMs :watchedMs, stalledMs :stalledMs, stalls :stalls, ' +
          'latency_4 :latency_4, height_5 :height_5',
        ExpressionAttributeValues: {
          ':device': 'DESKTOP',
          ':browser': 'CHROME',
          ':expiresAt': Date.UTC(2026, 11, 4, 9, 14) / 1_000,
          ':reports': 1,
          ':viewers': 1,
          ':watchedMs': 20_000,
          ':stalledMs': 700,
          ':stalls': 1,
          ':latency_4': 1,
          ':height_5': 1,
        },
      },
    ]);
  });

  it('is read in whichever way the API hands it on', async () => {
    const body = Buffer.from(JSON.stringify(aReport())).toString('base64');
    expect(await post(body, { isBase64Encoded: true })).toMatchObject({ statusCode: 204 });
    expect(updates).toHaveLength(1);
  });

  it('is refused where it did not come through the site', async () => {
    for (const origin of ['', 'guessed'])
      expect(await post(aReport(), { origin })).toMatchObject({
        statusCode: 403,
        body: JSON.stringify({ error: 'NOT_ADMITTED' }),
      });
    expect(updates).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', []],
    ['a name that no page sends', { ...aReport(), userAgent: 'Some/1.0' }],
    ['a stage that cannot be', aReport({ stage: 'matsuri26' })],
    ['another kind of device', { ...aReport(), device: 'FRIDGE' }],
    ['another browser', { ...aReport(), browser: 'constructor' }],
    ['another trouble', { ...aReport(), trouble: '__proto__' }],
    ['less than no time', aReport({ watchedMs: -1 })],
    ['part of a millisecond', aReport({ watchedMs: 0.5 })],
    ['more time than a report tells of', aReport({ watchedMs: 120_001 })],
    ['more time in two parts', aReport({ watchedMs: 70_000, stalledMs: 70_000 })],
    ['a first frame after an hour', aReport({ firstFrameMs: 3_600_000 })],
    ['a latency of nothing, which means unknown', aReport({ latencyMs: 0 })],
    ['a wall of pixels', aReport({ height: 100_000 })],
    ['a thousand stalls', aReport({ stalls: 1_000 })],
    ['a text for a number', { ...aReport(), stalls: '1' }],
    ['a missing number', { ...aReport(), stalls: undefined }],
    ['more than a kilobyte', `${JSON.stringify(aReport())}${' '.repeat(1_024)}`],
  ])('is refused with %s', async (_what, body) => {
    expect(await post(body)).toMatchObject({ statusCode: 400, body: JSON.stringify({ error: 'INVALID_REPORT' }) });
    expect(updates).toEqual([]);
  });

  it('of a page leaves no trace but its numbers', async () => {
    await post(aReport());
    await post('{');
    expect(log).toBe('');
    expect(JSON.stringify(updates)).not.toMatch(/203\.0\.113|Some\/1/);
  });

  it('that cannot be stored is a fault', async () => {
    fault = new Error('DynamoDB is away');
    await expect(post(aReport())).rejects.toThrow('DynamoDB is away');
  });
});
