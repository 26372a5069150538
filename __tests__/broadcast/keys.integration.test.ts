import { keyActsKey } from '#graphql/keys';
import type { Broadcast, LiveState, ReplacedKey, StageStream, StreamKey } from '#graphql/schema.generated';
import { accessKey, stageTable } from '../aws.ts';
import { EventUnderTest, en } from '../event-under-test.ts';
import { control, eventually, graphql, token } from '../stack.ts';
import { type Watcher, watch } from '../watch.ts';

/** The last of the pool: other tests take the first ones. */
const CHANNEL = 'c4';
const ASK = `query ($channel: ID!) { broadcast(channel: $channel) {
  server keyEnds copied { at by } replaced { at by } signal { since health starvingSince ingest { height frameRate videoBitrate } }
} }`;
const COPY = 'mutation ($channel: ID!) { copyStreamKey(channel: $channel) { server key } }';
const REPLACE = 'mutation ($channel: ID!) { replaceStreamKey(channel: $channel) { keyEnds lowered cut } }';
const STREAMS = '{ channel live health starvingSince ingest { height videoBitrate } }';
const PUT_SOURCES = `mutation ($stage: ID!, $sources: [StageSourceInput!]!, $expected: Int!) {
  putSources(stage: $stage, sources: $sources, expected: $expected) { version }
}`;

let event: EventUnderTest;
let stage: string;
let watcher: Watcher;
let keysRole: string;

const ofChannel = { channel: CHANNEL };
const ask = async () => {
  const { data, errors } = await graphql<{ broadcast: Broadcast }>(event.operator, ASK, ofChannel);
  expect(errors).toEqual([]);
  return data?.broadcast;
};
const copy = () => graphql<{ copyStreamKey: StreamKey }>(event.operator, COPY, ofChannel);
const keyOf = async () => (await copy()).data?.copyStreamKey.key ?? '';
const replace = () => graphql<{ replaceStreamKey: ReplacedKey }>(event.operator, REPLACE, ofChannel);
const acts = async () => (await stageTable()).get(keyActsKey(CHANNEL));
const encoder = (act: string, more: Record<string, unknown> = {}) =>
  control<{ state: string }>('POST', `/channels/${act}`, { ...ofChannel, ...more });
const failing = (operation: string) =>
  control('POST', '/faults', { match: { operation, roleArn: keysRole }, effect: { fail: 'error' } });
/** The loop may still have seen the encoder of the test before, which starved. */
const isWhole = (streams: StageStream[] | undefined) =>
  streams?.[0]?.live === true && streams[0].health === 'HEALTHY' && Boolean(streams[0].ingest);
const plays = ({ curtain, sources }: LiveState) => curtain === 'UP' && sources?.length === 1;

beforeAll(async () => {
  event = await EventUnderTest.put('broadcast');
  stage = event.stage('main');
  keysRole = (await accessKey('broadcast-keys')).roleArn;
  const sources = [{ id: 'floor', role: 'FLOOR', label: en('Floor'), channel: CHANNEL }];
  const put = { stage, sources, expected: await event.stageVersion('main') };
  expect((await graphql(event.operator, PUT_SOURCES, put)).errors).toEqual([]);
  watcher = await watch(stage, await event.viewer());
}, 60_000);

beforeEach(async () => {
  await encoder('stop');
  await control('POST', '/faults/clear');
});
afterAll(async () => {
  await control('POST', '/faults/clear');
  await encoder('stop');
  watcher.close();
});

describe('what comes in', () => {
  it('is told to operators as the encoder sends it, with where it sends to and no more than four signs of the key', async () => {
    expect(await ask()).toMatchObject({ signal: null });
    await encoder('start');
    const told = await ask();
    expect(told?.server).toMatch(/^rtmps:\/\/[a-z0-9]{12}\.global-contribute\.live-video\.net:443\/app\/$/);
    expect(told?.keyEnds).toHaveLength(4);
    expect(told?.signal).toMatchObject({
      health: 'HEALTHY',
      starvingSince: null,
      ingest: { height: 360, frameRate: 30 },
    });
    await encoder('starve');
    expect((await ask())?.signal).toMatchObject({ health: 'STARVING', starvingSince: expect.any(String) });
    await encoder('feed');
    expect((await ask())?.signal).toMatchObject({ health: 'HEALTHY', starvingSince: null });
  });

  it('is seen by the loop, and read by whoever works at the desk', async () => {
    await encoder('start');
    const moderator = await token('moderator');
    const read = async () =>
      (await graphql<{ streams: StageStream[] }>(moderator, `{ streams(stage: "${stage}") ${STREAMS} }`)).data?.streams;
    const seen = await eventually(read, isWhole, 40_000);
    expect(seen).toEqual([
      {
        channel: CHANNEL,
        live: true,
        health: 'HEALTHY',
        starvingSince: null,
        ingest: { height: 360, videoBitrate: expect.any(Number) },
      },
    ]);
  });
});

describe('the key', () => {
  it('is given to an operator, lets an encoder in, and that it was given is stored', async () => {
    const before = new Date().toISOString();
    const { data } = await copy();
    const key = data?.copyStreamKey.key ?? '';
    expect(key).toMatch(/^sk_/);
    const stored = await acts();
    expect(stored).toMatchObject({ what: 'COPIED', updatedBy: expect.stringContaining('@'), origin: 'DESK' });
    expect(String(stored?.updatedAt) >= before).toBe(true);
    expect(JSON.stringify(stored)).not.toContain(key);
    expect(await ask()).toMatchObject({ keyEnds: key.slice(-4), copied: { by: stored?.updatedBy } });
    await expect(encoder('start', { key: 'sk_guessed' })).rejects.toThrow('no such stream key');
    expect(await encoder('start', { key })).toMatchObject({ state: 'LIVE' });
  });

  it('is given to nobody while that cannot be stored', async () => {
    await failing('UpdateItem');
    const { data, errors } = await copy();
    expect(data?.copyStreamKey ?? null).toBeNull();
    expect(errors).toHaveLength(1);
  });
});

describe('replacing the key', () => {
  it('lowers the curtain, cuts whoever broadcasts with the old one, and lets in who has the new one', async () => {
    const old = await keyOf();
    await encoder('start', { key: old });
    await event.setCurtain('main', 'UP');
    const up = await watcher.until(plays);
    const { data } = await replace();
    expect(data?.replaceStreamKey).toMatchObject({ lowered: [stage], cut: true });
    const down = await watcher.until(({ seq, curtain }) => seq > up.seq && curtain === 'DOWN');
    expect(down.sources).toEqual([]);
    expect(await ask()).toMatchObject({ signal: null, copied: null, replaced: { by: expect.stringContaining('@') } });
    await expect(encoder('start', { key: old })).rejects.toThrow('no such stream key');
    const fresh = await keyOf();
    expect(fresh.slice(-4)).toBe(data?.replaceStreamKey.keyEnds);
    expect(await encoder('start', { key: fresh })).toMatchObject({ state: 'LIVE' });
  });

  it('that stopped half way has cut the intruder already, and is finished by asking again', async () => {
    const old = await keyOf();
    await encoder('start', { key: old });
    await failing('CreateStreamKey');
    expect((await replace()).errors).toHaveLength(1);
    expect(await acts()).toMatchObject({ what: 'REPLACING' });
    expect(await ask()).toMatchObject({ keyEnds: null, signal: null });
    expect((await copy()).errors).toMatchObject([{ errorType: 'STREAM_KEY_MISSING' }]);
    await expect(encoder('start', { key: old })).rejects.toThrow('no such stream key');
    await control('POST', '/faults/clear');
    expect((await replace()).data?.replaceStreamKey).toMatchObject({ cut: false });
    expect(await encoder('start', { key: await keyOf() })).toMatchObject({ state: 'LIVE' });
  });
});
