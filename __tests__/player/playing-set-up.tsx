import type { Source } from '#graphql/schema.generated';
import { makePlaying, type Playing, type PlayingView } from '../../spa/src/player/playing.ts';
import { type FakeTime, makeFakeTime, settle } from '../live/fake-time.ts';
import { type FakePlayers, makeFakePlayers, makeStorage } from './fake-player.tsx';

export const floor: Source = { id: 'floor', label: [], url: 'https://ivs.test/floor.m3u8' };
export const english: Source = { id: 'en', label: [], url: 'https://ivs.test/en.m3u8' };

export interface Page {
  readonly playing: Playing;
  readonly players: FakePlayers;
  readonly time: FakeTime;
  readonly cues: string[];
  view(): PlayingView;
  /** The stage gives these out, and all that follows at once has followed. */
  give(...sources: Source[]): Promise<void>;
  /** The newest player plays. */
  plays(): void;
}

interface Browser {
  readonly storage?: Storage;
  readonly locks?: LockManager;
  readonly savesData?: boolean;
}

/** A stage's page in a browser of its own, or in that of another page. */
export function makePage({ storage = makeStorage(), locks, savesData = false }: Browser = {}): Page {
  const players = makeFakePlayers();
  const time = makeFakeTime();
  const cues: string[] = [];
  let view: PlayingView | undefined;
  const playing = makePlaying({
    stage: 'e.a',
    open: players.open,
    timers: time,
    storage,
    locks,
    savesData,
    changed: (next) => {
      view = next;
    },
    cue: (text) => cues.push(text),
  });
  return {
    playing,
    players,
    time,
    cues,
    view: () => {
      if (!view) throw new Error('nothing was shown yet');
      return view;
    },
    give: async (...sources) => {
      playing.give(sources);
      await settle();
    },
    plays: () => players.last.listener.changed({ phase: 'playing' }),
  };
}

export const loads = ({ players }: Page): string[] =>
  players.all.flatMap(({ told }) => told.filter((what) => what.startsWith('load ')).map((what) => what.slice(5)));
