import { IvsClient } from '@aws-sdk/client-ivs';
import { jest } from '@jest/globals';
import { makeStreamKeys, type StreamKeys } from '../../lambdas/broadcast/stream-keys.ts';
import { type Gateway, startGateway } from '../../local/gateway/gateway.ts';
import { createIam } from '../../local/iam/iam.ts';
import type { Channel } from '../../local/ivs/channel.ts';
import { accountWithChannels, type Bed, startChannels } from '../local/ivs/channels-bed.ts';
import { REGION, ROLE } from '../local/small-account.ts';

const MAY = [
  'ivs:ListStreamKeys',
  'ivs:GetStreamKey',
  'ivs:CreateStreamKey',
  'ivs:DeleteStreamKey',
  'ivs:GetStreamSession',
  'ivs:StopStream',
];

let bed: Bed;
let gateway: Gateway;
let ivs: IvsClient;
let keys: StreamKeys;
let c1: Channel;
let arn: string;

beforeAll(async () => {
  bed = await startChannels(accountWithChannels([{ Effect: 'Allow', Action: MAY, Resource: 'arn:aws:ivs:*:*:*' }]));
  const iam = createIam(bed.world);
  gateway = await startGateway({ world: bed.world, iam, engines: { ivs: bed.ivs.answer } });
  ivs = new IvsClient({ endpoint: gateway.url, region: REGION, credentials: iam.credentialsFor(ROLE), maxAttempts: 1 });
  keys = makeStreamKeys(ivs);
  c1 = bed.ivs.channel('c1');
  arn = c1.settings.arn;
});
afterEach(() => {
  jest.restoreAllMocks();
  c1.end();
});
afterAll(async () => {
  ivs.destroy();
  await gateway.stop();
  await bed.ivs.stop();
});

describe('a stream key at Amazon IVS', () => {
  it('is read by its channel, and none where there is none', async () => {
    const [old = ''] = await keys.list(arn);
    expect(await keys.readOf(arn)).toMatch(/^sk_/);
    await keys.remove(old);
    expect([await keys.list(arn), await keys.readOf(arn)]).toEqual([[], null]);
    await keys.create(arn, [old]);
  });

  it('is removed once, however often that is asked', async () => {
    const [old = ''] = await keys.list(arn);
    await keys.remove(old);
    await keys.remove(old);
    expect(await keys.create(arn, [old])).toBe(await keys.readOf(arn));
  });

  it('that somebody else made at the same moment is taken for the new one; the old one is not', async () => {
    const [there = ''] = await keys.list(arn);
    expect(await keys.create(arn, ['arn:aws:ivs:eu-west-1:1:stream-key/before'])).toBe(await keys.readOf(arn));
    await expect(keys.create(arn, [there])).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' });
  });

  it('lets nobody stay in whom it let in, once it is gone', async () => {
    expect(await keys.throwOut(arn)).toBe(false);
    const old = await keys.readOf(arn);
    c1.start(`${old}`);
    for (const each of await keys.list(arn)) await keys.remove(each);
    expect(await keys.throwOut(arn)).toBe(true);
    await keys.create(arn, []);
    expect(c1.stream).toBeUndefined();
    expect(() => c1.start(`${old}`)).toThrow('no such stream key');
  });

  it('fails as Amazon IVS fails', async () => {
    await expect(keys.list(arn.replace(/\/.*/, '/none'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('the incoming signal', () => {
  const { readSignal } = { readSignal: () => keys.readSignal(arn) };

  it('is none before the first encoder comes, and after the last one went', async () => {
    expect(await keys.readSignal(bed.ivs.channel('c2').settings.arn)).toBeNull();
    c1.start();
    c1.end();
    expect(await readSignal()).toBeNull();
  });

  it('says since when, what is sent, and whether it starves', async () => {
    c1.start();
    const since = new Date(c1.broadcast.startedAt).toISOString();
    expect(await readSignal()).toMatchObject({
      since,
      health: 'HEALTHY',
      starvingSince: null,
      ingest: { width: 640, height: 360, frameRate: 30, audioChannels: 1 },
    });
    c1.starve();
    expect(await readSignal()).toMatchObject({ health: 'STARVING', starvingSince: expect.any(String) });
    c1.feed();
    expect(await readSignal()).toMatchObject({ health: 'HEALTHY', starvingSince: null });
  });
});
