import type { Channel } from '../../../local/ivs/channel.ts';
import { until } from '../engines/small-world.ts';
import { ACCOUNT, REGION } from '../small-account.ts';
import { accountWithChannels, type Bed, startChannels } from './channels-bed.ts';

let bed: Bed;
let c1: Channel;
const names = () => bed.events.map(({ detail }) => (detail as { event_name: string }).event_name);

beforeEach(async () => {
  bed = await startChannels();
  c1 = bed.ivs.channel('c1');
});
afterEach(() => bed.ivs.stop());

it('are those of a stream from its beginning to its end', async () => {
  c1.start();
  c1.starve();
  c1.feed();
  c1.end();
  await until(() => bed.events.length === 6);
  expect(names()).toEqual([
    'Session Created',
    'Stream Start',
    'Starvation Start',
    'Starvation End',
    'Session Ended',
    'Stream End',
  ]);
});

it('look as Amazon IVS documents them', async () => {
  c1.start();
  const streamId = c1.broadcast.id;
  await until(() => bed.events.length === 2);
  expect(bed.events[1]).toEqual({
    version: '0',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    'detail-type': 'IVS Stream State Change',
    source: 'aws.ivs',
    account: ACCOUNT,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    region: REGION,
    resources: [c1.settings.arn],
    detail: { event_name: 'Stream Start', channel_name: 'butai-dev-c1', stream_id: streamId },
  });
});

it('tell of limits, of which some are the account’s and name no channel', async () => {
  c1.start();
  c1.exceed('Ingest Bitrate', 500_000);
  c1.exceed('Concurrent Viewers', 12);
  await until(() => bed.events.length === 4);
  expect(bed.events.slice(2)).toMatchObject([
    {
      'detail-type': 'IVS Limit Breach',
      resources: [c1.settings.arn],
      detail: {
        limit_name: 'Ingest Bitrate',
        limit_value: 8_500_000,
        limit_unit: 'bits per second',
        exceeded_by: 500_000,
        channel_name: 'butai-dev-c1',
        stream_id: c1.broadcast.id,
      },
    },
    { resources: [], detail: { limit_name: 'Concurrent Viewers', exceeded_by: 12 } },
  ]);
  expect(() => c1.exceed('Patience', 1)).toThrow('there is no limit Patience: Ingest Bitrate,');
});

it('do not come again for what is so already', async () => {
  c1.start();
  c1.start();
  c1.feed();
  c1.end();
  c1.end();
  await until(() => bed.events.length >= 4);
  expect(names()).toEqual(['Session Created', 'Stream Start', 'Session Ended', 'Stream End']);
});

it('come twice, as the same event, or not at all, when told to', async () => {
  bed.ivs.deliver({ copies: 2 });
  c1.start();
  bed.ivs.deliver({ copies: 0 });
  c1.starve();
  bed.ivs.deliver();
  c1.end();
  await until(() => bed.events.length === 6);
  expect(names().toSorted()).toEqual([
    'Session Created',
    'Session Created',
    'Session Ended',
    'Stream End',
    'Stream Start',
    'Stream Start',
  ]);
  expect(new Set(bed.events.map(({ id }) => id)).size).toBe(4);
});

it('come late, and so in another order, when told to', async () => {
  bed.ivs.deliver({ delayMs: 30 });
  c1.start();
  bed.ivs.deliver();
  c1.end();
  await until(() => bed.events.length === 4);
  expect(names()).toEqual(['Session Ended', 'Stream End', 'Session Created', 'Stream Start']);
});

describe('what is refused', () => {
  it('is a recording into a bucket that there is not', async () => {
    const s3 = { bucket_name: 'nowhere' };
    const recording = { name: 'r', destination_configuration: { s3 } };
    const account = accountWithChannels([], { aws_ivs_recording_configuration: { r: recording } });
    await expect(startChannels(account)).rejects.toThrow(
      'aws_ivs_recording_configuration.r: there is no bucket nowhere',
    );
  });

  it('is a channel for authorised players, whose tokens nobody here checks', async () => {
    const account = accountWithChannels([], { aws_ivs_channel: { p: { name: 'private', authorized: true } } });
    await expect(startChannels(account)).rejects.toThrow('aws_ivs_channel.p: authorized');
  });
});
