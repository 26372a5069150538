import { eventOf } from '#graphql/keys';
import { ON_LIVE_STATE } from '#graphql/live/documents.generated';
import { deviceStorage } from '../page/storage.ts';
import { serverClock } from '../time/now.ts';
import type { ConfigSource } from './config.ts';
import type { Credentials, Listener, OpenSocket } from './connection.ts';
import type { Link } from './link.ts';
import { makeRealTime, type RealTime } from './real-time.ts';
import { browserTimers as timers } from './timers.ts';
import { makeViewerToken, postSession } from './viewer-token.ts';

/** Who asks, anew for each connection. `expiresAt`: epoch milliseconds on this device's clock. */
export type Token = () => Promise<{ readonly token: string; readonly expiresAt: number }>;

export const viewerToken = (stage: string): Token =>
  makeViewerToken({ event: eventOf(stage), post: postSession, storage: deviceStorage, timers, clock: serverClock });

interface Options {
  readonly stage: string;
  readonly token: Token;
  readonly config: ConfigSource;
  readonly listener: Listener;
  readonly changed: (link: Link) => void;
}

const open: OpenSocket = (url, protocols) => new WebSocket(url, protocols) as ReturnType<OpenSocket>;

/** A stage's states over this browser's WebSocket, with the site's configuration. */
export function subscribe(options: Options): RealTime {
  const credentials = async (): Promise<Credentials> => {
    const [config, bearer] = await Promise.all([options.config.load(), options.token()]);
    return { realtime: config.graphql.realtime, host: config.graphql.host, ...bearer };
  };
  const realTime = makeRealTime({
    open,
    timers,
    credentials,
    spread: options.config.spread,
    changed: options.changed,
  });
  realTime.subscribe({ query: ON_LIVE_STATE, variables: { stage: options.stage }, ...options.listener });
  return realTime;
}
