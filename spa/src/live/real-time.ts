import { type Connection, type Credentials, connect, type OpenSocket, type Subscription } from './connection.ts';
import { backOff } from './delays.ts';
import { type Channel, DOWN, type Link } from './link.ts';
import type { Timers } from './timers.ts';

export interface RealTimeOptions {
  readonly open: OpenSocket;
  readonly timers: Timers;
  /** Asked for every connection, so that each has a token that holds; refuses with the reason as the error's message. */
  credentials(): Promise<Credentials>;
  /** The longest back-off in milliseconds. */
  spread(): number;
  changed(link: Link): void;
}

export interface RealTime extends Channel {
  /** Takes part until the answer is called. */
  subscribe(subscription: Subscription): () => void;
}

/** A connection that lasted so long was a good one: the next back-off starts again from 1 s. */
const SETTLED = 10_000;
/** A connection is replaced so long before its token ends, so that there is time to try more than once. */
const HANDOVER = 300_000;
const HANDOVER_RETRY = 60_000;

/** Keeps one connection up with all subscriptions on it, for as long as it is started. */
export function makeRealTime(options: RealTimeOptions): RealTime {
  const { timers } = options;
  const subscriptions = new Map<string, Subscription>();
  let count = 0;
  let running = false;
  let link = DOWN;
  let current: Connection | null = null;
  /** Dialled beside the current one to replace it before its token ends. */
  let successor: Connection | null = null;
  let upSince = 0;
  /** Which dialling may still go on: an answer to an older one is not wanted any more. */
  let turn = 0;
  const cancel = { retry: () => {}, handover: () => {} };

  function report(change: Partial<Link>): void {
    link = { ...link, ...change };
    options.changed(link);
  }

  function failed(reason: string): void {
    drop();
    const attempt = link.up && timers.now() - upSince >= SETTLED ? 1 : link.attempt + 1;
    const delay = backOff(attempt, options.spread(), timers.random());
    report({ up: false, attempt, reason, retryAt: timers.now() + delay });
    cancel.retry = timers.after(delay, () => void dial());
  }

  function drop(): void {
    turn += 1;
    cancel.retry();
    cancel.handover();
    const [first, second] = [current, successor];
    current = successor = null;
    first?.close();
    second?.close();
  }

  /** Connects; beside a connection that is up, only to replace it: if that fails, the old one goes on until it ends by itself. */
  async function dial(): Promise<void> {
    const mine = ++turn;
    if (!link.up) report({ retryAt: null });
    const credentials = await options.credentials().catch((error: Error) => error);
    if (mine !== turn || !running) return;
    if (credentials instanceof Error) return link.up ? handOverIn(HANDOVER_RETRY) : failed(credentials.message);

    const connection = connect({
      open: options.open,
      timers,
      credentials,
      subscriptions,
      ready: () => {
        const old = current;
        current = connection;
        successor = null;
        old?.close();
        if (!link.up) upSince = timers.now();
        report({ up: true, retryAt: null, reason: null });
        const left = credentials.expiresAt - timers.now();
        handOverIn(Math.max(left - HANDOVER, left / 2) - timers.random() * options.spread());
      },
      ended: (reason) => {
        if (connection === current) failed(reason);
        else if (connection === successor && link.up) {
          successor = null;
          handOverIn(HANDOVER_RETRY);
        } else if (connection === successor) failed(reason);
      },
    });
    successor = connection;
  }

  function handOverIn(milliseconds: number): void {
    cancel.handover();
    cancel.handover = timers.after(Math.max(milliseconds, SETTLED), () => void dial());
  }

  return {
    subscribe: (subscription) => {
      const id = String(++count);
      subscriptions.set(id, subscription);
      current?.start(id);
      return () => {
        subscriptions.delete(id);
        current?.stop(id);
      };
    },
    start: () => {
      if (running) return;
      running = true;
      void dial();
    },
    stop: () => {
      running = false;
      drop();
      report(DOWN);
    },
    lost: () => {
      if (running) failed('offline');
    },
    wake: () => {
      if (!running || link.up || link.retryAt === null) return;
      cancel.retry();
      void dial();
    },
  };
}
