import { fireEvent, render, screen } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { createSignal } from 'solid-js';
import type { LiveState } from '#graphql/schema.generated';
import { said } from '../../spa/src/page/say.ts';
import { theatre } from '../../spa/src/page/theatre.ts';
import { Picture } from '../../spa/src/player/picture.tsx';
import type { Fault } from '../../spa/src/player/player.ts';
import { setLanguage } from '../../spa/src/text/language.ts';
import { type FakeTime, makeFakeTime, settle } from '../live/fake-time.ts';
import { both, stateOf } from '../stage/stage-view.ts';
import { type FakePlayers, makeFakePlayers, makeStorage } from './fake-player.tsx';

const user = userEvent.setup();
const sources = [
  { id: 'floor', label: both('会場', 'Floor'), url: 'https://ivs.test/floor.m3u8' },
  { id: 'en', label: both('英語', 'English'), url: 'https://ivs.test/en.m3u8' },
];

interface Shown {
  readonly players: FakePlayers;
  readonly time: FakeTime;
  next(state: Partial<LiveState>): void;
  /** The viewer goes to another page. */
  leave(): void;
  plays(): void;
  fails(fault: Fault): void;
}

async function show(change: Partial<LiveState> = {}, storage = makeStorage(), savesData = false): Promise<Shown> {
  const players = makeFakePlayers(() => document.createElement('video'));
  const time = makeFakeTime();
  const [state, setState] = createSignal(stateOf({ sources, ...change }));
  const sampled = async () => false;
  const services = { open: players.open, timers: time, storage, locks: undefined, savesData, sampled };
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
  const changed: FakePlayers['last']['listener']['changed'] = (phase) => players.last.listener.changed(phase);
  return {
    players,
    time,
    leave: unmount,
    next: (next) => setState({ ...state(), ...next }),
    plays: () => changed({ phase: 'playing', qualities, showing: qualities[1] }),
    fails: (fault) => changed({ phase: 'failed', fault }),
  };
}

const qualities = [
  { name: '720p60', height: 720, bitrate: 3_000_000 },
  { name: '360p', height: 360, bitrate: 640_000 },
  { name: 'audio', height: 0, bitrate: 64_000 },
];
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const picture = () => screen.getByRole('group', { name: 'Picture' });

beforeEach(() => setLanguage('en'));

describe('the picture', () => {
  it('starts without sound, and offers it once', async () => {
    const { plays, players } = await show();
    plays();
    expect(screen.getByText('Live')).toBeVisible();
    await user.click(button('Sound is off. Tap to listen'));
    expect(players.last.told.at(-1)).toBe('muted false');
    expect(screen.queryByRole('button', { name: /Tap to listen/ })).toBeNull();
    await user.click(button('Mute'));
    expect(screen.queryByRole('button', { name: /Tap to listen/ })).toBeNull();
    expect(button('Unmute')).toBeVisible();
  });

  it('is offered where the browser starts none by itself', async () => {
    const { players } = await show();
    players.last.listener.changed({ phase: 'blocked' });
    await user.click(button('Tap to watch'));
    expect(players.last.told.at(-1)).toBe('play');
  });

  it('has no buttons for what is not there: none to pause it and none for its sound while it fails', async () => {
    const { plays, fails } = await show();
    plays();
    expect([button('Pause'), button('Unmute')]).toHaveLength(2);
    fails('offline');
    expect(screen.queryByRole('button', { name: /Pause|Play|Mute|Unmute/ })).toBeNull();
    expect(button('Picture settings')).toBeVisible();
  });

  it('leaves the page in the very update that lowers the curtain', async () => {
    const { next, players, plays } = await show();
    plays();
    expect(document.querySelector('video')).not.toBeNull();
    next({ curtain: 'DOWN', sources: [] });
    expect(players.last.told.at(-1)).toBe('destroy');
    expect(document.querySelector('video')).toBeNull();
  });

  it('starts again with all that the viewer chose when the curtain is raised', async () => {
    const { next, players, plays } = await show();
    plays();
    await user.click(button('Unmute'));
    await user.click(button('Picture settings'));
    await user.click(screen.getByRole('radio', { name: 'English' }));
    await user.click(screen.getByRole('radio', { name: /720p/ }));
    next({ curtain: 'DOWN', sources: [] });
    await settle();
    expect(players.all).toHaveLength(1);
    next({ curtain: 'UP', sources });
    await settle();
    expect(players.last.told).toEqual([
      'volume 1',
      'muted false',
      'ceiling null',
      'quality 720p60',
      'load https://ivs.test/en.m3u8',
    ]);
  });

  it('does not trust a source behind a curtain', async () => {
    const { players } = await show({ curtain: 'DOWN' });
    expect(players.all).toEqual([]);
  });

  it('goes with its page', async () => {
    const { players, plays, leave } = await show();
    plays();
    await user.click(button('Full screen'));
    leave();
    expect(players.last.told.at(-1)).toBe('destroy');
    expect(document.documentElement).not.toHaveClass('theatre');
  });

  it('says how far it is behind, and the way back', async () => {
    const { players, plays } = await show();
    players.last.latencyIs = 18;
    plays();
    await user.click(button('18 s behind, go to live'));
    expect(players.last.told.at(-1)).toBe('load https://ivs.test/floor.m3u8');
  });
});

describe('why there is no picture', () => {
  it('says that none was given out yet', async () => {
    await show({ sources: [] });
    expect(screen.getByText('No picture yet')).toBeVisible();
  });

  it.each<[Fault, string, boolean]>([
    ['offline', 'No picture yet', false],
    ['refused', 'This picture cannot be found', true],
    ['full', 'The picture has no more room', false],
    ['unsupported', 'This browser cannot play the picture', false],
    ['unreachable', 'The picture cannot be reached', true],
  ])('says it in a sentence, to those who listen too: %s', async (fault, sentence, offersAgain) => {
    const { fails } = await show();
    fails(fault);
    expect(screen.getByText(sentence)).toBeVisible();
    expect(said()).toBe(sentence);
    expect(screen.queryByRole('button', { name: 'Try now' }) !== null).toBe(offersAgain);
  });

  it('says that it takes long, and that it stopped', async () => {
    const { time, plays, players } = await show();
    await time.pass(20_000);
    expect(screen.getByText('The picture takes long to start')).toBeVisible();
    await time.pass(5_000);
    plays();
    players.last.listener.changed({ phase: 'ended' });
    expect(screen.getByText('The picture has stopped')).toBeVisible();
  });

  it('speaks Japanese, too', async () => {
    setLanguage('ja');
    const { fails } = await show();
    fails('full');
    expect(screen.getByText('映像は定員に達しています')).toBeVisible();
  });
});

describe('the settings', () => {
  it('hold it to a rendition, and say which is on', async () => {
    const { players, plays } = await show();
    plays();
    await user.click(button('Picture settings'));
    expect(screen.getByRole('radio', { name: /Auto now 360p/ })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: /720p 3.0 Mbps/ }));
    expect(players.last.told.at(-1)).toBe('quality 720p60');
    expect(screen.getByRole('radio', { name: /720p/ })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: /Save data up to 480p/ }));
    expect(players.last.told.slice(-2)).toEqual(['quality null', 'ceiling 480']);
    expect(screen.getByRole('radio', { name: /Save data/ })).toBeChecked();
    expect(screen.getByRole('radio', { name: /Audio only 64 kbps/ })).toBeVisible();
  });

  it('change the source, for this stage and the next visit', async () => {
    const storage = makeStorage();
    const { players, plays } = await show({}, storage);
    plays();
    await user.click(button('Picture settings'));
    await user.click(screen.getByRole('radio', { name: 'English' }));
    expect(players.last.told.at(-1)).toBe('load https://ivs.test/en.m3u8');
    expect(JSON.parse(storage.getItem('butai.player') ?? '')).toMatchObject({ sources: { 'e.a': 'en' } });
  });

  it('take the picture away and give it back', async () => {
    const { players, plays } = await show();
    plays();
    await user.click(button('Picture settings'));
    await user.click(button('Text only'));
    expect(players.last.told.at(-1)).toBe('destroy');
    await user.click(button('Show the picture'));
    await settle();
    expect(players.all).toHaveLength(2);
  });

  it('load no player at all for a viewer who chose text the last time', async () => {
    const storage = makeStorage();
    storage.setItem('butai.player', JSON.stringify({ textOnly: true }));
    const { players } = await show({}, storage);
    expect(screen.getByText('No video is loaded.')).toBeVisible();
    expect(players.all).toEqual([]);
  });

  it('offer text alone once to those whose device saves data, and leave them the picture meanwhile', async () => {
    const storage = makeStorage();
    const { players, plays } = await show({}, storage, true);
    plays();
    expect(players.all).toHaveLength(1);
    await user.click(button('Keep the picture'));
    expect(screen.queryByText(/saving data/)).toBeNull();
    expect(players.last.told).not.toContain('destroy');
    expect(JSON.parse(storage.getItem('butai.player') ?? '')).toMatchObject({ textOnly: false });
  });

  it('take the picture away from those who accept that offer', async () => {
    const { players, plays } = await show({}, makeStorage(), true);
    plays();
    await user.click(button('Text only'));
    expect(players.last.told.at(-1)).toBe('destroy');
    expect(screen.queryByText(/saving data/)).toBeNull();
  });

  it('close on Escape, with the focus back on their button', async () => {
    const { plays } = await show();
    plays();
    await user.click(button('Picture settings'));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('radio')).toBeNull();
    expect(button('Picture settings')).toHaveFocus();
  });
});

describe('the keyboard', () => {
  it.each([
    ['k', 'pause'],
    [' ', 'pause'],
    ['m', 'muted false'],
  ])('%j acts while the picture has the focus', async (key, told) => {
    const { players, plays } = await show();
    plays();
    picture().focus();
    await user.keyboard(key);
    expect(players.last.told.at(-1)).toBe(told);
  });

  it('is left alone elsewhere, on a control inside too', async () => {
    const { players, plays } = await show();
    plays();
    const before = players.last.told.length;
    await user.keyboard('k m');
    button('Picture settings').focus();
    await user.keyboard('km');
    expect(players.last.told).toHaveLength(before);
  });

  it('leaves shortcuts of the browser alone', async () => {
    const { players, plays } = await show();
    plays();
    const before = players.last.told.length;
    expect(fireEvent.keyDown(picture(), { key: 'k', ctrlKey: true })).toBe(true);
    expect(players.last.told).toHaveLength(before);
  });
});

describe('the theatre', () => {
  it('fills the window with a survey that can be put away, until Escape', async () => {
    const { plays } = await show();
    plays();
    await user.click(button('Full screen'));
    expect(document.documentElement).toHaveClass('theatre');
    expect(theatre()?.folded()).toBe(false);
    theatre()?.fold(true);
    expect(theatre()?.folded()).toBe(true);
    await user.keyboard('{Escape}');
    expect(document.documentElement).not.toHaveClass('theatre');
    expect(theatre()).toBeUndefined();
  });
});

describe('the controls', () => {
  it('rest while nobody is there, and stay while it is paused', async () => {
    const { players, time, plays } = await show();
    plays();
    const bar = () => button('Picture settings').closest('.hud');
    await time.pass(3_000);
    expect(bar()).toHaveClass('quiet');
    fireEvent.pointerMove(picture());
    expect(bar()).not.toHaveClass('quiet');
    players.last.listener.changed({ phase: 'paused' });
    await time.pass(10_000);
    expect(bar()).not.toHaveClass('quiet');
  });
});
