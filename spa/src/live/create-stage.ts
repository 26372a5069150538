import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { eventOf } from '#graphql/keys';
import { serverClock } from '../time/now.ts';
import { makeConfigSource } from './config.ts';
import type { Credentials, OpenSocket } from './connection.ts';
import { getFile } from './fetching.ts';
import { makeRealTime } from './real-time.ts';
import { makeStageFeed, NOTHING, type StageView } from './stage-feed.ts';
import { browserTimers as timers } from './timers.ts';
import { makeViewerToken, postSession } from './viewer-token.ts';

export const configSource = makeConfigSource(getFile, timers);

const openSocket: OpenSocket = (url, protocols) => new WebSocket(url, protocols) as ReturnType<OpenSocket>;

/** Who asks: for viewers the event's own token; the desk brings the operator's. */
export type Token = () => Promise<{ readonly token: string; readonly expiresAt: number }>;

const viewerToken = (stage: string): Token =>
  makeViewerToken({ event: eventOf(stage), post: postSession, storage: localStorage, timers, clock: serverClock });

/** A stage's view, kept right for as long as its owner lives: in the background, off line, put away by the browser and back. */
export function createStage(stage: string, token: Token = viewerToken(stage)): Accessor<StageView> {
  const [view, setView] = createSignal(NOTHING);
  const credentials = async (): Promise<Credentials> => {
    const [config, bearer] = await Promise.all([configSource.load(), token()]);
    return { realtime: config.graphql.realtime, host: config.graphql.host, ...bearer };
  };
  const { spread, poll } = configSource;
  const feed = makeStageFeed({
    stage,
    get: getFile,
    timers,
    clock: serverClock,
    poll,
    spread,
    realTime: (changed) => makeRealTime({ open: openSocket, timers, credentials, spread, changed }),
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
