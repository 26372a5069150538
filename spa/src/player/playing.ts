import type { Source } from '#graphql/schema.generated';
import type { Timers } from '../live/timers.ts';
import type { PageStorage } from '../page/storage.ts';
import { type Choices, keepChoice, readChoices } from './choices.ts';
import type { OpenPlayer } from './player.ts';
import { makeStream, NO_STREAM, type StreamView } from './stream.ts';
import { makeTurn } from './turn.ts';

/**
 * Where the picture is: `none`: the stage gives none out · `text`: the viewer wants none · `elsewhere`: another tab plays · `here`: this page plays,
 * or tries to.
 */
export type Place = 'none' | 'text' | 'elsewhere' | 'here';

export interface PlayingView extends StreamView {
  readonly place: Place;
  /** What there is to choose from. */
  readonly sources: readonly Source[];
  readonly source: Source | null;
  readonly muted: boolean;
  readonly choices: Choices;
  /** The rendition that the viewer holds it to; null: as the network allows. */
  readonly quality: string | null;
}

export interface PlayingOptions {
  readonly stage: string;
  readonly open: OpenPlayer;
  readonly timers: Timers;
  readonly storage: PageStorage;
  readonly locks: LockManager | undefined;
  /** Whether the device asks pages to use little data. */
  readonly savesData: boolean;
  changed(view: PlayingView): void;
  cue(text: string): void;
}

export interface Playing {
  /** What the stage gives out now; where that is nothing, the player is gone when this returns. */
  give(sources: readonly Source[]): void;
  play(): void;
  pause(): void;
  setMuted(muted: boolean): void;
  setVolume(volume: number): void;
  setQuality(name: string | null): void;
  saveData(): void;
  setTextOnly(textOnly: boolean): void;
  chooseSource(id: string): void;
  /** Takes the turn from another tab. */
  playHere(): void;
  /** Loads again: to catch up, or because the viewer would rather not wait for the next try. */
  again(): void;
  /** Seconds between the stage and this screen; null where nobody knows. */
  latency(): number | null;
  stop(): void;
}

/** Pixels of height up to which a viewer who saves data is served. */
export const SAVING = 480;

/** Before anything is known of the stage. */
export const darkView = (choices: Choices): PlayingView => ({
  ...NO_STREAM,
  place: 'none',
  sources: [],
  source: null,
  muted: choices.sound !== 'on',
  choices,
  quality: null,
});

/**
 * A stage's picture on one page: which address, and in which tab. Addresses come from LiveState alone; one that stays the same plays on, whatever
 * else changes.
 */
export function makePlaying(options: PlayingOptions): Playing {
  const { storage } = options;
  let view = darkView(readChoices(storage, options.savesData));
  let turnIs: 'unasked' | 'asked' | 'ours' | 'stopped' = 'unasked';

  const stream = makeStream({
    open: options.open,
    timers: options.timers,
    prepare: (player) => {
      player.setVolume(view.choices.volume);
      player.setMuted(view.muted);
      player.setCeiling(view.choices.saveData ? SAVING : null);
      player.setQuality(view.quality);
    },
    changed: show,
    silenced: () => show({ muted: true }),
    cue: options.cue,
  });
  const turn = makeTurn(options.locks, () => {
    turnIs = 'unasked';
    shut('elsewhere');
  });

  function show(change: Partial<PlayingView>): void {
    view = { ...view, ...change };
    options.changed(view);
  }

  function choose(change: Partial<Choices>): void {
    keepChoice(storage, change);
    show({ choices: { ...view.choices, ...change } });
  }

  function shut(place: Place): void {
    stream.close();
    show({ place });
  }

  /** Makes the page do what all that it knows asks for. */
  function settle(): void {
    const playable = view.sources.filter(({ url }) => url);
    const chosen = view.choices.sources[options.stage];
    const source = playable.find(({ id }) => id === chosen) ?? playable[0] ?? null;
    show({ source });
    if (!source?.url) shut('none');
    else if (view.choices.textOnly) shut('text');
    else if (turnIs === 'ours') {
      show({ place: 'here' });
      stream.go(source.url);
    } else void ask(turn.ask);
  }

  async function ask(how: () => Promise<boolean>): Promise<void> {
    if (turnIs !== 'unasked') return;
    turnIs = 'asked';
    const isOurs = await how();
    if ((turnIs as string) === 'stopped') return turn.release();
    turnIs = isOurs ? 'ours' : 'unasked';
    if (isOurs) settle();
    else shut('elsewhere');
  }

  function leave(): void {
    turn.release();
    turnIs = 'unasked';
  }

  return {
    give: (sources) => {
      show({ sources });
      settle();
    },
    play: stream.play,
    pause: () => stream.player?.pause(),
    setMuted: (muted) => {
      stream.player?.setMuted(muted);
      show({ muted });
      choose({ sound: muted ? 'off' : 'on' });
    },
    setVolume: (volume) => {
      stream.player?.setVolume(volume);
      choose({ volume });
    },
    setQuality: (name) => {
      stream.player?.setCeiling(null);
      stream.player?.setQuality(name);
      show({ quality: name });
      choose({ saveData: false });
    },
    saveData: () => {
      stream.player?.setQuality(null);
      stream.player?.setCeiling(SAVING);
      show({ quality: null });
      choose({ saveData: true });
    },
    setTextOnly: (textOnly) => {
      choose({ textOnly });
      if (textOnly) leave();
      settle();
    },
    chooseSource: (id) => {
      choose({ sources: { ...view.choices.sources, [options.stage]: id } });
      settle();
    },
    playHere: () => void ask(turn.take),
    again: stream.again,
    latency: () => stream.player?.latency() ?? null,
    stop: () => {
      stream.close();
      leave();
      turnIs = 'stopped';
    },
  };
}
