import type { OpenPlayer, Player, PlayerListener } from '../../spa/src/player/player.ts';

export interface FakePlayer extends Player {
  /** What it was told, in order: `load <url>`, `muted true` … */
  readonly told: string[];
  readonly listener: PlayerListener;
  readonly element: HTMLVideoElement & { currentTime: number };
  latencyIs: number | null;
}

export interface FakePlayers {
  readonly open: OpenPlayer;
  /** All that were opened, the newest last. */
  readonly all: FakePlayer[];
  readonly last: FakePlayer;
  /** From now on opening one fails with this. */
  refuse(cause: Error): void;
  /** Opening one takes until this is called. */
  hold(): () => void;
}

/** Players that play nothing and do as the test says. `element`: what stands for the picture, in tests without a page a plain object. */
export function makeFakePlayers(element = () => ({ currentTime: 0 }) as HTMLVideoElement): FakePlayers {
  const all: FakePlayer[] = [];
  let cause: Error | null = null;
  let held = Promise.resolve();
  const open: OpenPlayer = async (listener) => {
    await held;
    if (cause) throw cause;
    const told: string[] = [];
    const tell = (what: string) => (value?: unknown) => void told.push(value === undefined ? what : `${what} ${value}`);
    const player: FakePlayer = {
      told,
      listener,
      element: element(),
      hasVolume: true,
      latencyIs: null,
      load: tell('load'),
      play: tell('play'),
      pause: tell('pause'),
      setMuted: tell('muted'),
      setVolume: tell('volume'),
      setQuality: tell('quality'),
      setCeiling: tell('ceiling'),
      latency: () => player.latencyIs,
      destroy: tell('destroy'),
    };
    all.push(player);
    return player;
  };
  return {
    open,
    all,
    get last() {
      const player = all.at(-1);
      if (!player) throw new Error('no player was opened');
      return player;
    },
    refuse: (error) => {
      cause = error;
    },
    hold: () => {
      let release = () => {};
      held = new Promise((done) => {
        release = done;
      });
      return release;
    },
  };
}

/** What a browser remembers, as long as the test. */
export function makeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
