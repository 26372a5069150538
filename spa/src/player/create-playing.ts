import { type Accessor, createRenderEffect, createSignal, on, onCleanup } from 'solid-js';
import type { Source } from '#graphql/schema.generated';
import { configSource } from '../live/create-stage.ts';
import { browserTimers, type Timers } from '../live/timers.ts';
import { deviceStorage, type PageStorage } from '../page/storage.ts';
import { reportPicture, type Sampled, sampledOf } from '../playback/report-picture.ts';
import { readChoices } from './choices.ts';
import { openPlayer } from './open-player.ts';
import type { OpenPlayer } from './player.ts';
import { darkView, makePlaying, type Playing, type PlayingView } from './playing.ts';

/** What the picture needs of the browser: tests bring their own. */
export interface Services {
  readonly open: OpenPlayer;
  readonly timers: Timers;
  readonly storage: PageStorage;
  readonly locks: LockManager | undefined;
  readonly savesData: boolean;
  /** Whether this page tells the platform how its picture plays. */
  readonly sampled: Sampled;
}

/** Chromium's (https://wicg.github.io/savedata/#savedata-attribute). */
type Connection = { readonly connection?: { readonly saveData?: boolean } };

export const browserServices = (): Services => ({
  open: openPlayer,
  timers: browserTimers,
  storage: deviceStorage,
  locks: navigator.locks as LockManager | undefined,
  savesData: (navigator as Connection).connection?.saveData ?? false,
  sampled: sampledOf(async () => (await configSource.load()).sample),
});

export interface Picture extends Playing {
  readonly view: Accessor<PlayingView>;
}

/** A stage's picture for as long as its owner lives. It stops in the very update that takes its source away. */
export function createPlaying(
  stage: string,
  sources: Accessor<readonly Source[]>,
  services: Services,
  cue: (text: string) => void,
): Picture {
  const [view, setView] = createSignal(darkView(readChoices(services.storage, services.savesData)));
  const listeners = new AbortController();
  const reporter = reportPicture({ ...services, stage, latency: () => playing.latency() }, listeners.signal);
  const changed = (next: PlayingView) => {
    setView(next);
    reporter.see(next);
  };
  const playing = makePlaying({ ...services, stage, changed, cue });
  createRenderEffect(on(sources, (given) => playing.give(given)));

  window.addEventListener('online', () => view().trouble && playing.again(), { signal: listeners.signal });
  onCleanup(() => {
    listeners.abort();
    playing.stop();
  });
  return { ...playing, view };
}
