import { ChannelNotBroadcasting, IvsClient } from '@aws-sdk/client-ivs';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import type { Context, SQSEvent } from 'aws-lambda';
import { makeAssembler } from '#graphql/fallback/assemble';
import { makeFramesQueue } from '../../lambdas/fallback/frames-queue.ts';

Object.assign(process.env, {
  STAGE_TABLE: 'Stage',
  LIVE_BUCKET: 'live',
  REPEAT_QUEUE_URL: 'https://sqs.example.com/repeats.fifo',
  FRAMES_QUEUE_URL: 'https://sqs.example.com/frames.fifo',
  AWS_REGION: 'ap-northeast-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});
const sender = await import('../../lambdas/fallback/send-frames.ts');
const repeater = await import('../../lambdas/fallback/repeat-frames.ts');

const STAGE = 'matsuri.main';
const CHANNEL = 'arn:aws:ivs:eu-west-1:123456789012:channel/AbCdEf123456';
const state = { stage: STAGE, seq: 7, at: '2026-11-20T09:00:00.000Z' };
const context = {} as Context;
const event = (body: unknown): SQSEvent =>
  ({
    Records: [{ messageId: 'm1', body: JSON.stringify(body), attributes: { MessageGroupId: CHANNEL } }],
  }) as unknown as SQSEvent;
const done = { batchItemFailures: [] };
const failed = { batchItemFailures: [{ itemIdentifier: 'm1' }] };

interface Command {
  input: Record<string, unknown>;
}
let frames: string[];
let queued: Record<string, unknown>[];
let broken: Error | undefined;

/** A table whose stage takes its picture from the channel. */
const rows: Record<string, object> = {
  [`STAGE#${STAGE}`]: { id: STAGE, sources: [{ id: 'floor', channel: 'c1' }] },
  'CHANNEL#c1': { name: 'c1', arn: CHANNEL },
};

beforeEach(() => {
  [frames, queued, broken] = [[], [], undefined];
  jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async ({ input }: Command) => {
    const { pk, sk } = input.Key as { pk: string; sk: string };
    return { Item: sk === 'LIVE' ? { seq: 7 } : rows[pk] };
  }) as never);
  jest.spyOn(S3Client.prototype, 'send').mockImplementation((async () => ({})) as never);
  jest.spyOn(IvsClient.prototype, 'send').mockImplementation((async ({ input }: Command) => {
    if (broken) throw broken;
    expect(input.channelArn).toBe(CHANNEL);
    frames.push(String(input.metadata));
  }) as never);
  jest.spyOn(SQSClient.prototype, 'send').mockImplementation((async ({ input }: Command) => {
    if (broken) throw broken;
    queued.push(...((input.Entries as Record<string, unknown>[] | undefined) ?? [input]));
    return {};
  }) as never);
});
afterEach(() => jest.restoreAllMocks());

describe('the sender of frames', () => {
  it('puts what was published into the picture, and asks for its repeat', async () => {
    expect(await sender.handler(event({ stage: STAGE, channel: CHANNEL, state, texts: [] }), context)).toEqual(done);
    const page = makeAssembler();
    const [message] = (await Promise.all(frames.map((frame) => page.take(frame)))).filter((each) => each !== null);
    expect(message).toMatchObject({ kind: 'state', state: { stage: STAGE, seq: 7 } });
    expect(queued).toMatchObject([{ QueueUrl: process.env.REPEAT_QUEUE_URL, MessageGroupId: CHANNEL }]);
  });

  it('drops what nobody can see: a channel without a picture is no failure', async () => {
    broken = new ChannelNotBroadcasting({ $metadata: {}, message: 'not broadcasting' });
    expect(await sender.handler(event({ stage: STAGE, channel: CHANNEL, state, texts: [] }), context)).toEqual(done);
    expect(queued).toEqual([]);
  });

  it('gives back what Amazon IVS or the queue refused, and what nobody here can have sent', async () => {
    broken = new Error('throttled');
    expect(await sender.handler(event({ stage: STAGE, channel: CHANNEL, state, texts: [] }), context)).toEqual(failed);
    broken = undefined;
    expect(await sender.handler(event({ gossip: true }), context)).toEqual(failed);
  });
});

describe('a repeat', () => {
  it('joins the queue of its channel when its time has come, once however often it comes', async () => {
    const message = { stage: STAGE, channel: CHANNEL, state, repeat: 1, cursor: 12 };
    expect(await repeater.handler(event(message), context)).toEqual(done);
    expect(await repeater.handler(event(message), context)).toEqual(done);
    expect(queued.map(({ MessageBody }) => JSON.parse(String(MessageBody)))).toEqual([message, message]);
    expect(new Set(queued.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).size).toBe(1);
    expect(queued.map(({ MessageGroupId }) => MessageGroupId)).toEqual([CHANNEL, CHANNEL]);
  });

  it('is given back where the queue refuses it', async () => {
    broken = new Error('away');
    expect(await repeater.handler(event({ stage: STAGE, channel: CHANNEL, state, repeat: 1 }), context)).toEqual(
      failed,
    );
  });
});

describe('a publish', () => {
  const queue = makeFramesQueue(new SQSClient({ region: 'eu-west-1' }), 'https://sqs.example.com/frames.fifo');

  it('is one message for each channel that has a picture, in the group of the channel', async () => {
    await queue.put({ state, channels: [CHANNEL, `${CHANNEL}2`], texts: ['h1'] });
    expect(queued).toMatchObject([{ MessageGroupId: CHANNEL }, { MessageGroupId: `${CHANNEL}2` }]);
    expect(JSON.parse(String(queued[0]?.MessageBody))).toEqual({
      stage: STAGE,
      channel: CHANNEL,
      state,
      texts: ['h1'],
    });
  });

  it('is nothing where no channel has one', async () => {
    await queue.put({ state, channels: [], texts: [] });
    expect(queued).toEqual([]);
  });

  it('fails with what the queue did not take', async () => {
    jest.spyOn(SQSClient.prototype, 'send').mockImplementation((async () => ({
      Failed: [{ Id: '0', Message: 'no room' }],
    })) as never);
    await expect(queue.put({ state, channels: [CHANNEL], texts: [] })).rejects.toThrow('no room');
  });
});
