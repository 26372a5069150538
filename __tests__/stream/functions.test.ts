import { ChannelNotBroadcasting, IvsClient } from '@aws-sdk/client-ivs';
import { ExecutionAlreadyExists, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import { makeIvs } from '../../lambdas/stream/ivs.ts';
import type { IvsEvent } from '../../lambdas/stream/ivs-event.ts';
import { CHANNEL } from './memory-stream.ts';

Object.assign(process.env, {
  STAGE_TABLE: 'Stage',
  CHANNELS: 'c1,c2',
  MACHINE_ARN: 'arn:aws:states:eu-west-1:123456789012:stateMachine:loop',
  AWS_REGION: 'eu-west-1',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});
const start = await import('../../lambdas/stream/start.ts');
const round = await import('../../lambdas/stream/round.ts');
const reconcile = await import('../../lambdas/stream/reconcile.ts');

interface Command {
  constructor: { name: string };
  input: Record<string, unknown>;
}
let sent: string[];
let started: unknown[];
let stream: object | Error;
let executions: Error | undefined;

beforeEach(() => {
  [sent, started, executions] = [[], [], undefined];
  stream = { streamId: 'st-one', state: 'LIVE', health: 'HEALTHY', viewerCount: 3 };
  jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async ({
    constructor: { name },
  }: Command) => {
    sent.push(name);
    return { Responses: { Stage: [CHANNEL] } };
  }) as never);
  jest.spyOn(IvsClient.prototype, 'send').mockImplementation((async () => {
    if (stream instanceof Error) throw stream;
    return { stream };
  }) as never);
  jest.spyOn(SFNClient.prototype, 'send').mockImplementation((async ({ input }: Command) => {
    if (executions) throw executions;
    started.push({ ...input, input: JSON.parse(String(input.input)) });
  }) as never);
});
afterEach(() => jest.restoreAllMocks());

const anEvent = (more: Partial<IvsEvent> = {}): IvsEvent => ({
  version: '0',
  id: 'e',
  source: 'aws.ivs',
  account: '123456789012',
  time: '2026-11-20T09:00:00Z',
  region: 'eu-west-1',
  'detail-type': 'IVS Stream State Change',
  resources: [CHANNEL.arn],
  detail: { event_name: 'Stream Start', stream_id: 'st-one' },
  ...more,
});

describe('the start', () => {
  it('starts an execution for the stream that an event names', async () => {
    await start.handler(anEvent());
    expect(started).toEqual([
      { stateMachineArn: process.env.MACHINE_ARN, name: 'c1-st-one-1', input: { ...CHANNEL, generation: 1 } },
    ]);
  });

  it('reads nothing for what starts no loop, such as the breach of a limit', async () => {
    await start.handler(anEvent({ 'detail-type': 'IVS Limit Breach', detail: { limit_name: 'Concurrent Viewers' } }));
    await start.handler(anEvent({ detail: { event_name: 'Stream End', stream_id: 'st-one' } }));
    expect([sent, started]).toEqual([[], []]);
  });

  it('leaves channels alone that are not of the pool', async () => {
    await start.handler(anEvent({ resources: ['arn:aws:ivs:eu-west-1:123456789012:channel/other'] }));
    expect(started).toEqual([]);
  });

  it('takes an execution that there is already for its own', async () => {
    executions = new ExecutionAlreadyExists({ $metadata: {}, message: 'there is one' });
    await start.handler(anEvent());
  });

  it('fails loudly, so that the event comes again', async () => {
    executions = new Error('throttled');
    await expect(start.handler(anEvent())).rejects.toThrow('throttled');
  });
});

describe('the other functions', () => {
  it('tell the machine that a loop without a lease was the last of its kind', async () => {
    jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async ({
      constructor: { name },
    }: Command) => {
      if (name === 'UpdateCommand') throw Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' });
      return {};
    }) as never);
    const loop = { ...CHANNEL, generation: 1, startedAt: '2026-11-20T09:00:00.000Z' };
    expect(await round.handler(loop)).toEqual({ next: 'END', why: 'LOST' });
  });

  it('reconcile the channels that the environment names', async () => {
    await reconcile.handler();
    expect(started).toMatchObject([{ name: 'c1-st-one-1' }]);
  });
});

describe('what Amazon IVS says of a channel', () => {
  const ivs = makeIvs(new IvsClient());

  it('is its stream', async () => {
    stream = { streamId: 'st-one', state: 'LIVE', health: 'STARVING', viewerCount: 0, startTime: new Date(0) };
    expect(await ivs.read(CHANNEL.arn)).toEqual({
      streamId: 'st-one',
      startedAt: '1970-01-01T00:00:00.000Z',
      health: 'STARVING',
      viewers: 0,
    });
  });

  it.each([-1, undefined])('is no count when it is %s', async (viewerCount) => {
    stream = { streamId: 'st-one', viewerCount };
    expect(await ivs.read(CHANNEL.arn)).toMatchObject({ viewers: null, health: 'UNKNOWN' });
  });

  it('is nothing where it does not broadcast, however it says so', async () => {
    stream = { streamId: 'st-one', state: 'OFFLINE' };
    expect(await ivs.read(CHANNEL.arn)).toBeNull();
    stream = new ChannelNotBroadcasting({ $metadata: {}, message: 'no' });
    expect(await ivs.read(CHANNEL.arn)).toBeNull();
  });

  it('is a failure where it fails', async () => {
    stream = new Error('ThrottlingException');
    await expect(ivs.read(CHANNEL.arn)).rejects.toThrow('ThrottlingException');
  });
});
