import { jest } from '@jest/globals';
import { createRoot } from 'solid-js';
import { sampledOf } from '../../spa/src/playback/report-picture.ts';
import { createPlaying } from '../../spa/src/player/create-playing.ts';
import { makeFakeTime, settle } from '../live/fake-time.ts';
import { makeFakePlayers, makeStorage } from '../player/fake-player.tsx';

const beacon = jest.fn((_path: string, _body: Blob) => true);
let visibility: DocumentVisibilityState;

beforeEach(() => {
  visibility = 'visible';
  beacon.mockClear();
  Object.assign(navigator, { sendBeacon: beacon });
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
});

const turn = (to: DocumentVisibilityState) => {
  visibility = to;
  document.dispatchEvent(new Event('visibilitychange'));
};

async function bodies(): Promise<Record<string, unknown>[]> {
  const read = (blob: Blob) =>
    new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.readAsText(blob);
    });
  return Promise.all(beacon.mock.calls.map(async ([, blob]) => JSON.parse(await read(blob))));
}

/** The picture on a viewer's page, with a source that plays after half a second. */
async function watch(isSampled = true) {
  const players = makeFakePlayers(() => document.createElement('video'));
  const time = makeFakeTime();
  const sources = [{ id: 'floor', label: [], url: 'https://ivs.test/floor.m3u8' }];
  const services = {
    open: players.open,
    timers: time,
    storage: makeStorage(),
    locks: undefined,
    savesData: false,
    sampled: async () => isSampled,
  };
  const leave = createRoot((dispose) => {
    createPlaying(
      'e.a',
      () => sources,
      services,
      () => {},
    );
    return dispose;
  });
  await settle();
  await time.pass(500);
  players.last.listener.changed({ phase: 'playing', showing: { name: '720p', height: 720, bitrate: 3_000_000 } });
  return { time, leave };
}

describe('a viewer’s page', () => {
  it('tells the platform by beacons: of the first frame, every twenty seconds, when it hides, and when it is left', async () => {
    const { time, leave } = await watch();
    expect(beacon.mock.calls.map(([path, body]) => [path, body.type])).toEqual([['/playback', 'application/json']]);
    await time.pass(20_000);
    await time.pass(4_000);
    turn('hidden');
    turn('visible');
    await time.pass(3_000);
    window.dispatchEvent(new Event('pagehide'));
    await time.pass(2_000);
    leave();
    const [first, ...later] = await bodies();
    expect(first).toMatchObject({ stage: 'e.a', firstFrameMs: 500, height: 720, counts: true });
    expect(later.map(({ watchedMs }) => watchedMs)).toEqual([20_000, 4_000, 3_000, 2_000]);
    await time.pass(60_000);
    turn('hidden');
    expect(beacon).toHaveBeenCalledTimes(5);
  });

  it('sends numbers and names of a short list, in less than a kilobyte', async () => {
    const { leave } = await watch();
    leave();
    const [report] = await bodies();
    expect(JSON.stringify(report).length).toBeLessThan(1_024);
    expect(Object.keys(report ?? {}).sort()).toEqual(
      ['browser', 'counts', 'device', 'firstFrameMs', 'height', 'stage', 'stalledMs', 'stalls', 'watchedMs'].sort(),
    );
  });

  it('says nothing where it is not of the sample', async () => {
    const { time, leave } = await watch(false);
    await time.pass(60_000);
    turn('hidden');
    leave();
    expect(beacon).not.toHaveBeenCalled();
  });
});

describe('the sample', () => {
  it('is all pages, none, or the same answer for a page load however often it is asked', async () => {
    expect(await sampledOf(async () => 1)()).toBe(true);
    expect(await sampledOf(async () => 0)()).toBe(false);
    const answers = await Promise.all(Array.from({ length: 50 }, () => sampledOf(async () => 0.5)()));
    expect(new Set(answers).size).toBe(1);
  });

  it('is nobody where the settings say nothing of it, or cannot be had', async () => {
    expect(await sampledOf(async () => undefined)()).toBe(false);
    expect(await sampledOf(async () => Promise.reject(new Error('config')))()).toBe(false);
  });
});
