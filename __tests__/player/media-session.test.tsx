import { render } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { Picture } from '../../spa/src/player/picture.tsx';
import { setLanguage } from '../../spa/src/text/language.ts';
import { makeFakeTime, settle } from '../live/fake-time.ts';
import { both, nextTalk, stateOf, talk } from '../stage/stage-view.ts';
import { makeFakePlayers, makeStorage } from './fake-player.tsx';

/** What a device shows and offers of what plays; jsdom has none. */
function makeDevice() {
  const handlers = new Map<string, (() => void) | null>();
  const device = {
    metadata: null,
    playbackState: 'none',
    setActionHandler: (action: string, act: (() => void) | null) => void handlers.set(action, act),
  };
  Object.defineProperty(navigator, 'mediaSession', { configurable: true, value: device });
  Object.assign(globalThis, {
    MediaMetadata: class {
      constructor(shown: object) {
        Object.assign(this, shown);
      }
    },
  });
  return { device, press: (action: string) => handlers.get(action)?.() };
}

const sources = [{ id: 'floor', label: [], url: 'https://ivs.test/floor.m3u8' }];

it('shows the device what is on stage, and obeys its keys', async () => {
  setLanguage('en');
  const { device, press } = makeDevice();
  const players = makeFakePlayers(() => document.createElement('video'));
  const [state, setState] = createSignal(stateOf({ sources, session: talk }));
  const services = {
    open: players.open,
    timers: makeFakeTime(),
    storage: makeStorage(),
    locks: undefined,
    savesData: false,
    sampled: async () => false,
  };
  const { unmount } = render(() => (
    <Picture
      state={state()}
      name={both('大舞台', 'Main stage')}
      hear={() => {}}
      follow={() => {}}
      services={services}
    />
  ));
  await settle();
  expect(device.metadata).toEqual({
    title: 'Meeting a million viewers in your sleep',
    artist: 'Minori Sato, João Lima',
    album: 'Cloud Matsuri',
  });
  setState(stateOf({ sources, session: nextTalk }));
  expect(device.metadata).toMatchObject({ title: 'Scene changes with EventBridge' });
  setState(stateOf({ sources }));
  expect(device.metadata).toMatchObject({ title: 'Main stage', artist: '' });

  press('pause');
  expect(players.last.told.at(-1)).toBe('pause');
  players.last.listener.changed({ phase: 'playing' });
  players.last.listener.changed({ phase: 'paused' });
  expect(device.playbackState).toBe('paused');
  press('play');
  expect(players.last.told.at(-1)).toBe('play');
  unmount();
  expect([device.metadata, device.playbackState]).toEqual([null, 'none']);
  expect(press('play')).toBeUndefined();
});
