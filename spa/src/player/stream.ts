import { backOff } from '../live/delays.ts';
import type { Timers } from '../live/timers.ts';
import { makeLag } from './lag.ts';
import { type OpenPlayer, type Player, type PlayerState, SILENT, Unsupported } from './player.ts';
import { mayPass, type Trouble, troubleOf } from './trouble.ts';

export interface StreamView {
  readonly player: PlayerState;
  readonly element: HTMLVideoElement | null;
  readonly hasVolume: boolean;
  readonly trouble: Trouble | null;
  /** Seconds behind the stage; 0: live. */
  readonly behind: number;
}

export const NO_STREAM: StreamView = { player: SILENT, element: null, hasVolume: false, trouble: null, behind: 0 };

export interface StreamOptions {
  readonly open: OpenPlayer;
  readonly timers: Timers;
  /** Makes a new player what the viewer chose. */
  prepare(player: Player): void;
  changed(view: StreamView): void;
  silenced(): void;
  cue(text: string): void;
}

/** One address played, whatever it takes. */
export interface Stream {
  readonly player: Player | null;
  /** Plays this from now on; what is paused waits for `play`. */
  go(url: string): void;
  play(): void;
  /** Loads it again: to catch up, or because the viewer would rather not wait for the next try. */
  again(): void;
  close(): void;
}

/** Where nothing is heard of a stream for so long the player hangs: without `wasm` it reports neither success nor failure. */
const START_UP = 20_000;
/** A picture that waits for so long is no longer a matter of its buffer. */
const STALLED = 20_000;
const LONGEST_RETRY = 30_000;
const SECOND = 1_000;

export function makeStream(options: StreamOptions): Stream {
  const { timers } = options;
  let view = NO_STREAM;
  let player: Player | null = null;
  /** Counts players, so that one that was given up is not heard any more. */
  let generation = 0;
  let url: string | null = null;
  let attempt = 0;
  let hasPlayed = false;
  let lag = makeLag();
  const cancel = { retry: () => {}, watch: () => {}, tick: () => {} };

  function show(change: Partial<StreamView>): void {
    view = { ...view, ...change };
    options.changed(view);
  }

  function cancelAll(): void {
    for (const each of Object.values(cancel)) each();
  }

  function discard(): void {
    generation += 1;
    cancelAll();
    player?.destroy();
    player = null;
    show({ element: null, behind: 0 });
  }

  function load(): void {
    if (url === null) return;
    cancelAll();
    lag = makeLag();
    show({ behind: 0, player: { ...view.player, phase: 'loading', fault: null } });
    watch(START_UP, 'slowStart');
    if (player) player.load(url);
    else void open(url);
  }

  async function open(first: string): Promise<void> {
    generation += 1;
    const mine = generation;
    const isMine = () => mine === generation;
    try {
      const opened = await options.open({
        changed: (change) => isMine() && heard(change),
        silenced: () => isMine() && options.silenced(),
        cue: (text) => isMine() && options.cue(text),
      });
      if (!isMine()) return opened.destroy();
      player = opened;
    } catch (cause) {
      if (isMine()) fail(cause instanceof Unsupported ? 'unsupported' : 'unreachable');
      return;
    }
    options.prepare(player);
    show({ element: player.element, hasVolume: player.hasVolume });
    player.load(url ?? first);
  }

  function watch(patience: number, trouble: Trouble): void {
    cancel.watch();
    cancel.watch = timers.after(patience, () => fail(trouble));
  }

  function heard(change: Partial<PlayerState>): void {
    const next = { ...view.player, ...change };
    show({ player: next });
    if (!change.phase) return;
    if (next.phase !== 'loading') cancel.watch();
    if (next.phase === 'blocked') show({ trouble: null });
    if (next.phase === 'stalled') watch(STALLED, 'ended');
    if (next.phase === 'ended') fail('ended');
    if (next.phase === 'failed') fail(troubleOf(next.fault ?? 'unreachable', hasPlayed));
    if (next.phase !== 'playing') return;
    cancelAll();
    attempt = 0;
    hasPlayed = true;
    show({ trouble: null });
    measure();
  }

  function measure(): void {
    cancel.tick();
    cancel.tick = timers.after(SECOND, measure);
    if (!player) return;
    const behind = lag.at(timers.now() / 1000, player.element.currentTime, player.latency());
    if (behind !== view.behind) show({ behind });
  }

  /** Tries again later and later, never at the same moment as everybody else; until one try has come to something, the page says why. */
  function fail(trouble: Trouble): void {
    cancelAll();
    if (trouble === 'slowStart' || trouble === 'unsupported') discard();
    show({ trouble, behind: 0 });
    if (!mayPass(trouble)) return;
    attempt += 1;
    cancel.retry = timers.after(SECOND + backOff(attempt, LONGEST_RETRY, timers.random()), load);
  }

  return {
    get player() {
      return player;
    },
    go: (next) => {
      if (next === url) return;
      const isPaused = view.player.phase === 'paused';
      url = next;
      attempt = 0;
      hasPlayed = false;
      show({ trouble: null });
      if (isPaused) discard();
      else load();
    },
    play: () => (player ? player.play() : load()),
    again: () => {
      attempt = 0;
      show({ trouble: null });
      load();
    },
    close: () => {
      if (url === null) return;
      discard();
      url = null;
      show(NO_STREAM);
    },
  };
}
