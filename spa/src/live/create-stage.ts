import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { serverClock } from '../time/now.ts';
import { makeConfigSource } from './config.ts';
import { getFile } from './fetching.ts';
import { makeLateChannel } from './link.ts';
import { makeStageFeed, NOTHING, type StageView } from './stage-feed.ts';
import type { Token } from './subscribe.ts';
import { browserTimers as timers } from './timers.ts';

export const configSource = makeConfigSource(getFile, timers);

/**
 * A stage's view, kept right for as long as its owner lives: in the background, off line, put away by the browser and back. Without a `token` of
 * its own (the desk has one) it asks as a viewer.
 */
export function createStage(stage: string, token?: Token): Accessor<StageView> {
  const [view, setView] = createSignal(NOTHING);
  const feed = makeStageFeed({
    stage,
    get: getFile,
    timers,
    clock: serverClock,
    poll: configSource.poll,
    spread: configSource.spread,
    realTime: (listener, changed) =>
      makeLateChannel(async () => {
        const { subscribe, viewerToken } = await import('./subscribe.ts');
        return subscribe({ stage, token: token ?? viewerToken(stage), config: configSource, listener, changed });
      }),
    changed: setView,
  });

  const listeners = new AbortController();
  const on = (target: EventTarget, type: string, act: () => void) =>
    target.addEventListener(type, act, { signal: listeners.signal });
  on(document, 'visibilitychange', () => document.visibilityState === 'visible' && feed.refresh());
  on(window, 'online', feed.refresh);
  on(window, 'offline', feed.offline);
  // A page with an open socket is not put into the back-forward cache; one that comes out of it starts as if new, over what it showed.
  on(window, 'pagehide', feed.stop);
  window.addEventListener('pageshow', (event) => event.persisted && feed.start(), { signal: listeners.signal });

  feed.start();
  onCleanup(() => {
    listeners.abort();
    feed.stop();
  });
  return view;
}
