import {
  CreateStreamKeyCommand,
  DeleteStreamKeyCommand,
  GetChannelCommand,
  GetStreamCommand,
  GetStreamKeyCommand,
  GetStreamSessionCommand,
  IvsClient,
  ListRecordingConfigurationsCommand,
  ListStreamKeysCommand,
  ListStreamsCommand,
  PutMetadataCommand,
  StopStreamCommand,
} from '@aws-sdk/client-ivs';
import { jest } from '@jest/globals';
import { type Gateway, startGateway } from '../../../local/gateway/gateway.ts';
import { createIam } from '../../../local/iam/iam.ts';
import type { Channel } from '../../../local/ivs/channel.ts';
import { OTHER_ROLE, REGION, ROLE } from '../small-account.ts';
import { accountWithChannels, type Bed, startChannels } from './channels-bed.ts';

const ACTIONS = [
  'CreateStreamKey',
  'DeleteStreamKey',
  'GetChannel',
  'GetStream',
  'GetStreamKey',
  'GetStreamSession',
  'ListStreamKeys',
  'ListStreams',
  'PutMetadata',
  'StopStream',
].map((operation) => `ivs:${operation}`);

let now: number;
let bed: Bed;
let gateway: Gateway;
let client: IvsClient;
let stranger: IvsClient;
let c1: Channel;
let channelArn: string;

beforeEach(async () => {
  now = Date.parse('2026-11-21T10:00:00Z');
  bed = await startChannels(
    accountWithChannels([{ Effect: 'Allow', Action: ACTIONS, Resource: 'arn:aws:ivs:*:*:*' }]),
    () => now,
  );
  const iam = createIam(bed.world);
  gateway = await startGateway({ world: bed.world, iam, engines: { ivs: bed.ivs.answer } });
  const as = (role: string) =>
    new IvsClient({
      endpoint: gateway.url,
      region: REGION,
      credentials: iam.credentialsFor(role),
      maxAttempts: 1,
    });
  client = as(ROLE);
  stranger = as(OTHER_ROLE);
  c1 = bed.ivs.channel('c1');
  channelArn = c1.settings.arn;
});
afterEach(async () => {
  jest.useRealTimers();
  await gateway.stop();
  await bed.ivs.stop();
});

const put = (metadata: string, arn = channelArn) => client.send(new PutMetadataCommand({ channelArn: arn, metadata }));
const getStream = async () => (await client.send(new GetStreamCommand({ channelArn }))).stream;
const offline = { name: 'ChannelNotBroadcasting', $metadata: { httpStatusCode: 404 } };

describe('a channel', () => {
  it('is what Terraform made it', async () => {
    const { channel } = await client.send(new GetChannelCommand({ arn: bed.ivs.channel('c2').settings.arn }));
    expect(channel).toMatchObject({ name: 'butai-dev-c2', type: 'BASIC', latencyMode: 'LOW', authorized: false });
    expect(channel?.ingestEndpoint).toMatch(/^[a-z0-9]{12}\.global-contribute\.live-video\.net$/);
    expect(channel?.playbackUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/video\/v1\/.*\.m3u8$/);
  });

  it('that there is not, is not found', async () => {
    const none = channelArn.replace(/\/.*/, '/none');
    await expect(client.send(new GetStreamCommand({ channelArn: none }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      exceptionMessage: expect.stringContaining(none),
    });
  });
});

describe('a stream', () => {
  it('is not there while nobody broadcasts', async () => {
    await expect(getStream()).rejects.toMatchObject(offline);
    await expect(put('hello')).rejects.toMatchObject(offline);
    await expect(client.send(new StopStreamCommand({ channelArn }))).rejects.toMatchObject(offline);
    expect((await client.send(new ListStreamsCommand({}))).streams).toEqual([]);
  });

  it('says since when, how well, and before how many', async () => {
    c1.start();
    c1.setViewerCount(312);
    expect(await getStream()).toEqual({
      channelArn,
      streamId: expect.stringMatching(/^st-[A-Za-z0-9]+$/),
      playbackUrl: c1.settings.playbackUrl,
      startTime: new Date(now),
      state: 'LIVE',
      health: 'HEALTHY',
      viewerCount: 312,
    });
    c1.starve();
    c1.setViewerCount(-1);
    expect(await getStream()).toMatchObject({ state: 'LIVE', health: 'STARVING', viewerCount: -1 });
  });

  it('has a new id each time', async () => {
    c1.start();
    const first = (await getStream())?.streamId;
    c1.end();
    c1.start();
    expect((await getStream())?.streamId).not.toBe(first);
  });

  it('is listed, by its health too', async () => {
    c1.start();
    bed.ivs.channel('c2').start();
    c1.starve();
    const list = async (health?: 'HEALTHY' | 'STARVING') => {
      const { streams } = await client.send(new ListStreamsCommand(health ? { filterBy: { health } } : {}));
      return streams?.map((stream) => stream.channelArn);
    };
    expect(await list()).toHaveLength(2);
    expect(await list('STARVING')).toEqual([channelArn]);
  });
});

describe('a stream session', () => {
  const session = async (streamId?: string) =>
    (await client.send(new GetStreamSessionCommand({ channelArn, streamId }))).streamSession;

  it('is not found before the first broadcast, nor by an id that there is not', async () => {
    await expect(session()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    c1.start();
    await expect(session('st-other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('says what the encoder sends', async () => {
    c1.start();
    const { streamId } = (await getStream()) ?? {};
    expect(await session(streamId)).toMatchObject({
      streamId,
      startTime: new Date(now),
      channel: { arn: channelArn },
      ingestConfiguration: {
        video: { videoWidth: 640, videoHeight: 360, targetFramerate: 30, targetBitrate: 128_000, codec: 'avc1.4D401E' },
        audio: { codec: 'mp4a.40.2', targetBitrate: 32_000, sampleRate: 48_000, channels: 1 },
      },
    });
    expect((await session())?.endTime).toBeUndefined();
  });

  it('keeps what happened, the latest first, and when it ended', async () => {
    c1.start();
    now += 1_000;
    c1.starve();
    now += 1_000;
    c1.feed();
    now += 1_000;
    c1.end();
    const ended = await session();
    expect(ended?.endTime).toEqual(new Date(now));
    expect(ended?.truncatedEvents?.map(({ name }) => name)).toEqual([
      'Stream End',
      'Session Ended',
      'Starvation End',
      'Starvation Start',
      'Stream Start',
      'Session Created',
    ]);
    expect(ended?.truncatedEvents?.[3]).toEqual({
      name: 'Starvation Start',
      type: 'IVS Stream Health Change',
      eventTime: new Date(now - 2_000),
    });
  });

  it('is the latest one unless another is asked for', async () => {
    c1.start();
    const first = (await getStream())?.streamId;
    c1.end();
    c1.start();
    expect((await session())?.streamId).not.toBe(first);
    expect((await session(first))?.endTime).toEqual(new Date(now));
  });
});

describe('metadata', () => {
  beforeEach(() => c1.start());

  it('has 1,024 bytes at most, not signs', async () => {
    await put('票'.repeat(341));
    await expect(put('票'.repeat(342))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put('')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is taken five times in any second for a channel', async () => {
    for (let frame = 0; frame < 5; frame++) await put('frame');
    await expect(put('frame')).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429 },
    });
    bed.ivs.channel('c2').start();
    await put('frame', bed.ivs.channel('c2').settings.arn);
    now += 1_000;
    await put('frame');
  });
});

describe('stream keys', () => {
  const keys = async () => (await client.send(new ListStreamKeysCommand({ channelArn }))).streamKeys ?? [];

  it('are made with the channel, and shown to those who ask for one', async () => {
    const [summary, ...more] = await keys();
    expect(more).toEqual([]);
    expect(summary).toEqual({ arn: expect.stringContaining(':stream-key/'), channelArn, tags: {} });
    const { streamKey } = await client.send(new GetStreamKeyCommand({ arn: summary!.arn }));
    expect(streamKey?.value).toMatch(/^sk_eu-west-1_[A-Za-z0-9]{12}_[0-9a-f]{30}$/);
  });

  it('are one to a channel: a second one is refused until the first is gone', async () => {
    const create = () => client.send(new CreateStreamKeyCommand({ channelArn }));
    await expect(create()).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' });
    const [old] = await keys();
    await client.send(new DeleteStreamKeyCommand({ arn: old!.arn }));
    expect(await keys()).toEqual([]);
    expect((await create()).streamKey?.arn).not.toBe(old!.arn);
  });

  it('let nobody in who has another', () => {
    expect(() => c1.start('sk_eu-west-1_guessed_guessed')).toThrow('butai-dev-c1 has no such stream key');
    expect(c1.stream).toBeUndefined();
  });

  it('keep an encoder out that was thrown out after its key was gone, and only then', async () => {
    c1.start();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date'] });
    await client.send(new StopStreamCommand({ channelArn }));
    expect(c1.stream).toBeUndefined();
    jest.advanceTimersByTime(3_000);
    expect(c1.stream).toBeDefined();
    const [key] = await keys();
    await client.send(new DeleteStreamKeyCommand({ arn: key!.arn }));
    expect(c1.stream).toBeDefined();
    await client.send(new StopStreamCommand({ channelArn }));
    await client.send(new CreateStreamKeyCommand({ channelArn }));
    jest.advanceTimersByTime(3_000);
    expect(c1.stream).toBeUndefined();
  });
});

describe('who may', () => {
  it('is who has a policy that says so', async () => {
    c1.start();
    await expect(stranger.send(new PutMetadataCommand({ channelArn, metadata: 'mine' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(gateway.refusals()).toMatchObject([
      { roleArn: OTHER_ROLE, action: 'ivs:PutMetadata', resource: channelArn },
    ]);
  });

  it('is nobody, of calls that the stack does not make', async () => {
    await expect(client.send(new ListRecordingConfigurationsCommand({}))).rejects.toThrow(
      'does not take ivs:POST /ListRecordingConfigurations',
    );
  });
});
