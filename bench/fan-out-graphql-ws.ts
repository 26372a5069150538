import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { State } from './crowd-messages.ts';
import { SDL, serve, stateOf } from './fan-out-api.ts';

/** One subscriber's queue: as little as an async iterator can be, so that the peer is measured and not our plumbing. */
class Channel implements AsyncIterableIterator<{ onState: State }> {
  static readonly all = new Set<Channel>();
  readonly #queue: State[] = [];
  #waiting: ((result: IteratorResult<{ onState: State }>) => void) | undefined;

  constructor() {
    Channel.all.add(this);
  }

  push(state: State): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting({ value: { onState: state }, done: false });
    else this.#queue.push(state);
  }

  next(): Promise<IteratorResult<{ onState: State }>> {
    const state = this.#queue.shift();
    if (state) return Promise.resolve({ value: { onState: state }, done: false });
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  async return(): Promise<IteratorResult<{ onState: State }>> {
    Channel.all.delete(this);
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const schema = buildSchema(`scalar AWSJSON directive @aws_subscribe(mutations: [String]) on FIELD_DEFINITION ${SDL}`);
const http = createServer().listen(0, '127.0.0.1');
await once(http, 'listening');
const { port } = http.address() as AddressInfo;
useServer(
  { schema, roots: { subscription: { onState: () => new Channel() } } },
  new WebSocketServer({ server: http, perMessageDeflate: false }),
);

serve(
  { url: `ws://127.0.0.1:${port}/`, host: `127.0.0.1:${port}` },
  (seq) => {
    const state = stateOf(seq);
    for (const channel of Channel.all) channel.push(state);
  },
  () => Channel.all.size,
);
