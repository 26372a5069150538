import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { RunningAppSync } from '../api.ts';

export interface GraphQLAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  body: any;
}

/** Sends a query or mutation. */
export async function post(app: RunningAppSync, query: string, token: string, variables = {}): Promise<GraphQLAnswer> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(app.httpUrl, { method: 'POST', headers: token ? { authorization: token } : {}, body });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

type Message = { type: string; id?: string; payload?: never } & Record<string, never>;

/** A client of the real-time protocol that keeps what it gets and can wait for it. */
export class RealtimeClient {
  readonly received: Message[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  readonly #app: RunningAppSync;
  #waiting: (() => void)[] = [];

  constructor(app: RunningAppSync, protocols: string[], path = '') {
    this.#app = app;
    this.socket = new WebSocket(app.realtimeUrl + path, protocols);
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data) => {
      this.received.push(JSON.parse(data.toString()) as Message);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.closed.then(() => {
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** Connects with the token and sends `connection_init`. */
  static async connect(app: RunningAppSync, token: string): Promise<RealtimeClient> {
    const client = new RealtimeClient(app, ['graphql-ws', headerProtocol(app, token)]);
    await once(client.socket, 'open');
    client.send({ type: 'connection_init' });
    await client.next('connection_ack');
    return client;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Sends `start` and waits for `start_ack` or `error`. */
  async start(id: string, query: string, token: string, variables: object = {}): Promise<Message> {
    const authorization = { host: hostOf(this.#app), Authorization: token };
    this.send({
      id,
      type: 'start',
      payload: { data: JSON.stringify({ query, variables }), extensions: { authorization } },
    });
    return this.find((message) => message.id === id && ['start_ack', 'error'].includes(message.type));
  }

  /** The first message of a type, taken out of `received`. */
  next(type: string): Promise<Message> {
    return this.find((message) => message.type === type);
  }

  async find(wanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const index = this.received.findIndex(wanted);
      if (index >= 0) return this.received.splice(index, 1)[0] as Message;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed after ${JSON.stringify(this.received)}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The payloads of `data` messages so far, after whatever was sent before has surely arrived. */
  async data(): Promise<unknown[]> {
    this.send({ type: 'no such type' });
    await this.find(({ type, id }) => type === 'error' && id === undefined);
    return this.received.filter(({ type }) => type === 'data').map(({ payload }) => payload as unknown);
  }

  close(): void {
    this.socket.terminate();
  }
}

export function hostOf(app: RunningAppSync): string {
  return new URL(app.httpUrl).host;
}

export function headerProtocol(app: RunningAppSync, token: string, host = hostOf(app)): string {
  return `header-${Buffer.from(JSON.stringify({ host, Authorization: token })).toString('base64url')}`;
}
