import type { Timers } from './timers.ts';

/** What is used of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  onopen: (() => void) | null;
}

export type OpenSocket = (url: string, protocols: string[]) => Socket;

export interface Listener {
  /** The server takes part from here on. It may still lose what was sent in this moment: ask for the present state. */
  acknowledged(): void;
  /** `data` of a GraphQL result. */
  data(data: unknown): void;
}

export interface Subscription extends Listener {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Credentials {
  /** `wss://…` of the real-time endpoint, and the host of the GraphQL endpoint that signs for it. */
  readonly realtime: string;
  readonly host: string;
  readonly token: string;
  /** Epoch milliseconds on this device's clock. */
  readonly expiresAt: number;
}

interface ConnectionOptions {
  readonly open: OpenSocket;
  readonly timers: Timers;
  readonly credentials: Credentials;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** Every subscription was acknowledged. */
  ready(): void;
  /** Once, whatever the cause; `reason` is an `errorType` of AppSync's, or `closed`, `silent`, `slow`. */
  ended(reason: string): void;
}

export interface Connection {
  /** Adds a subscription to a running connection. */
  start(id: string): void;
  stop(id: string): void;
  close(): void;
}

interface Message {
  readonly type?: string;
  readonly id?: string;
  readonly payload?: { readonly data?: unknown; readonly errors?: readonly { readonly errorType?: string }[] };
}

/** Without a `ka` (every 60 s) or data for so long, nothing will come any more. */
const SILENCE = 130_000;
/** From dialling to the last `start_ack`. */
const PATIENCE = 15_000;

const base64url = (text: string): string => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/**
 * One connection's life by AppSync's real-time protocol, with all subscriptions on it. It never repairs itself: it ends, with a reason.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export function connect(options: ConnectionOptions): Connection {
  const { credentials, subscriptions, timers } = options;
  const authorization = { host: credentials.host, Authorization: credentials.token };
  const waiting = new Set<string>();
  let acknowledged = false;
  let ready = false;
  let over = false;

  const socket = options.open(credentials.realtime, [
    'graphql-ws',
    `header-${base64url(JSON.stringify(authorization))}`,
  ]);
  let cancelDeadline = timers.after(PATIENCE, () => end('slow'));

  function end(reason: string): void {
    if (over) return;
    over = true;
    cancelDeadline();
    socket.onmessage = socket.onclose = socket.onopen = null;
    socket.close();
    options.ended(reason);
  }

  function start(id: string): void {
    const subscription = subscriptions.get(id);
    if (!acknowledged || !subscription) return;
    waiting.add(id);
    const data = JSON.stringify({ query: subscription.query, variables: subscription.variables });
    socket.send(JSON.stringify({ id, type: 'start', payload: { data, extensions: { authorization } } }));
  }

  function expectMore(): void {
    cancelDeadline();
    cancelDeadline = timers.after(SILENCE, () => end('silent'));
  }

  function settle(): void {
    if (waiting.size > 0 || ready) return;
    ready = true;
    expectMore();
    options.ready();
  }

  function receive(message: Message): void {
    if (ready) expectMore();
    const id = message.id ?? '';
    switch (message.type) {
      case 'connection_ack':
        acknowledged = true;
        for (const each of subscriptions.keys()) start(each);
        settle();
        break;
      case 'start_ack':
        waiting.delete(id);
        settle();
        subscriptions.get(id)?.acknowledged();
        break;
      case 'data':
        subscriptions.get(id)?.data(message.payload?.data);
        break;
      case 'error':
      case 'connection_error':
        end(message.payload?.errors?.[0]?.errorType ?? message.type);
        break;
      case 'complete':
        if (subscriptions.has(id)) end('complete');
    }
  }

  socket.onopen = () => socket.send('{"type":"connection_init"}');
  socket.onmessage = (event) => receive(JSON.parse(String(event.data)) as Message);
  socket.onclose = () => end('closed');

  return {
    start,
    stop: (id) => {
      if (acknowledged && !over) socket.send(JSON.stringify({ type: 'stop', id }));
    },
    close: () => end('closed'),
  };
}
