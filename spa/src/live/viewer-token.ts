import type { PageStorage } from '../page/storage.ts';
import type { ServerClock } from '../time/server-clock.ts';
import type { Timers } from './timers.ts';

export interface ViewerToken {
  readonly token: string;
  /** Epoch milliseconds on this device's clock. */
  readonly expiresAt: number;
}

/** `POST /session`: the status, and the body where there is one. */
export type PostSession = (
  event: string,
  old: string | null,
) => Promise<{ readonly status: number; readonly body: unknown; readonly sentAt: number; readonly receivedAt: number }>;

interface Options {
  readonly event: string;
  readonly post: PostSession;
  readonly storage: PageStorage;
  readonly timers: Timers;
  readonly clock: ServerClock;
}

interface Issued {
  readonly token: string;
  /** Epoch seconds on the server's clock. */
  readonly expiresAt: number;
  readonly serverTime: string;
}

/** A token with less left than this is renewed: a connection replaces itself five minutes before its token ends. */
const ENOUGH = 600_000;

/**
 * A viewer's token for an event, kept by the browser. A renewal presents the old token, so that the viewer stays the same (`sub`): one answer per
 * browser. Rejects with the issuer's code, or `session` where there was no answer.
 */
export function makeViewerToken(options: Options): () => Promise<ViewerToken> {
  const { event, storage, timers, clock } = options;
  const key = `butai.session.${event}`;
  let asking: Promise<ViewerToken> | null = null;

  const kept = (): Issued | null => JSON.parse(storage.getItem(key) ?? 'null') as Issued | null;
  const left = (issued: Issued): number => issued.expiresAt * 1000 - clock.now();
  const onThisClock = (issued: Issued): ViewerToken => ({
    token: issued.token,
    expiresAt: timers.now() + left(issued),
  });

  async function ask(old: string | null): Promise<ViewerToken> {
    const answer = await options.post(event, old);
    if (answer.status === 200) {
      const issued = answer.body as Issued;
      clock.heard(Date.parse(issued.serverTime), answer.sentAt, answer.receivedAt);
      storage.setItem(key, JSON.stringify(issued));
      return onThisClock(issued);
    }
    if (old && (answer.status === 400 || answer.status === 401 || answer.status === 403)) {
      storage.removeItem(key);
      return ask(null);
    }
    throw new Error((answer.body as { error?: string } | null)?.error ?? 'session');
  }

  return async () => {
    const issued = kept();
    if (issued && left(issued) > ENOUGH) return onThisClock(issued);
    asking ??= ask(issued?.token ?? null).finally(() => {
      asking = null;
    });
    return asking;
  };
}

/** Posts with the browser's fetch; rejects with `session` where the network does. */
export const postSession: PostSession = async (event, old) => {
  const sentAt = Date.now();
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(old ? { authorization: `Bearer ${old}` } : {}) },
      body: JSON.stringify({ event }),
      signal: AbortSignal.timeout(10_000),
    });
    const body: unknown = response.headers.get('content-type')?.includes('json') ? await response.json() : null;
    return { status: response.status, body, sentAt, receivedAt: Date.now() };
  } catch (cause) {
    throw new Error('session', { cause });
  }
};
