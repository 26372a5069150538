import { SNSClient } from '@aws-sdk/client-sns';
import { jest } from '@jest/globals';
import { streamRecord } from '../change/stream-records.ts';

Object.assign(process.env, {
  TOPIC_ARN: 'arn:aws:sns:ap-northeast-1:123456789012:change.fifo',
  WINDOW_SECONDS: '1',
  AWS_REGION: 'ap-northeast-1',
  AWS_LAMBDA_FUNCTION_NAME: 'butai-dev-change-fan-out',
  POWERTOOLS_METRICS_NAMESPACE: 'Butai',
  POWERTOOLS_SERVICE_NAME: 'change/fan-out',
  // Metrics go to Jest's console, and are not switched off by that.
  POWERTOOLS_DEV: 'true',
  POWERTOOLS_METRICS_DISABLED: 'false',
});
const { handler } = await import('../../lambdas/change/fan-out.ts');

const STAGE = { pk: 'STAGE#fest.main', sk: 'STAGE' };
const by = (updatedBy: string) => streamRecord(STAGE, { after: { origin: 'DESK', updatedBy } });

let metrics: Record<string, unknown>[];

beforeEach(() => {
  metrics = [];
  jest.spyOn(SNSClient.prototype, 'send').mockImplementation((async () => ({ Failed: [] })) as never);
  jest.spyOn(console, 'log').mockImplementation((line: string) => void metrics.push(JSON.parse(line)));
});
afterEach(() => jest.restoreAllMocks());

const counted = () => metrics.filter((each) => 'BreakGlassChanges' in each);

it('counts changes by the role for emergencies, under the name of the function', async () => {
  await handler({ Records: [by('break-glass:kaori@example.test'), by('operator@example.test')] });
  expect(counted()).toMatchObject([
    { BreakGlassChanges: 1, service: 'change/fan-out', function_name: 'butai-dev-change-fan-out' },
  ]);
});

it('says nothing of them while there are none', async () => {
  await handler({ Records: [by('operator@example.test')] });
  expect(metrics.length).toBeGreaterThan(0);
  expect(counted()).toEqual([]);
});
