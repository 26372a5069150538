import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  type Arrival,
  type CrowdOrder,
  clock,
  type Findings,
  type FromCrowd,
  type State,
  type ToCrowd,
} from './crowd-messages.ts';

/** Connections that are being opened at a time. */
const AT_A_TIME = 100;

interface Viewer {
  seen: Set<number>;
  shown: State | undefined;
}

interface Message {
  type: string;
  payload?: { data?: Record<string, State>; errors?: unknown };
}

const report = (message: FromCrowd) => process.send?.(message);

/** Many viewers in one process, so that the servers have theirs to themselves. */
class Crowd {
  readonly #order: CrowdOrder;
  readonly #viewers: Viewer[] = [];
  readonly #arrivals = new Map<number, Arrival & { count: number }>();
  readonly #findings: Findings = { doubled: 0, late: 0, closed: 0, shown: {} };
  #lastBytes: Buffer = Buffer.alloc(0);
  #lastMessage: Message = { type: '' };

  constructor(order: CrowdOrder) {
    this.#order = order;
  }

  async gather(): Promise<void> {
    const { sockets } = this.#order;
    for (let done = 0; done < sockets; done += AT_A_TIME) {
      await Promise.all(Array.from({ length: Math.min(AT_A_TIME, sockets - done) }, () => this.#join()));
    }
    report({ type: 'ready' });
  }

  look(): void {
    const shown: Record<string, number> = {};
    for (const viewer of this.#viewers) {
      const text = JSON.stringify(viewer.shown);
      shown[text] = (shown[text] ?? 0) + 1;
    }
    report({ type: 'findings', findings: { ...this.#findings, shown } });
  }

  async #join(): Promise<void> {
    const { dialect, url, authorization, query, variables } = this.#order;
    const header = `header-${Buffer.from(JSON.stringify(authorization)).toString('base64url')}`;
    const appsync = dialect === 'appsync';
    const socket = new WebSocket(url, appsync ? ['graphql-ws', header] : ['graphql-transport-ws'], {
      perMessageDeflate: false,
    });
    const viewer: Viewer = { seen: new Set(), shown: undefined };
    this.#viewers.push(viewer);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.on('error', reject);
    socket.on('close', (code) => {
      this.#findings.closed += 1;
      reject(new Error(`a connection was closed with ${code}`));
    });
    socket.on('message', (bytes: Buffer) => {
      const message = this.#read(bytes);
      if (message.type === 'data' || message.type === 'next') return this.#receive(viewer, message);
      if (message.type === 'connection_ack') {
        const payload = appsync
          ? { data: JSON.stringify({ query, variables }), extensions: { authorization } }
          : { query, variables };
        socket.send(JSON.stringify({ id: '1', type: appsync ? 'start' : 'subscribe', payload }));
        // graphql-ws acknowledges no subscription; the server is asked for their number instead.
        if (!appsync) resolve();
      } else if (message.type === 'start_ack') resolve();
      else if (message.type.endsWith('error')) reject(new Error(bytes.toString()));
    });
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await promise;
  }

  /** Viewers of one state get the same bytes: they are parsed once, so that this process costs little. */
  #read(bytes: Buffer): Message {
    if (!bytes.equals(this.#lastBytes)) {
      this.#lastBytes = bytes;
      this.#lastMessage = JSON.parse(bytes.toString()) as Message;
    }
    return this.#lastMessage;
  }

  #receive(viewer: Viewer, { payload }: Message): void {
    const state = payload?.data?.[this.#order.field];
    if (!state || payload?.errors) throw new Error(`a message without a state: ${JSON.stringify(payload)}`);
    if (viewer.seen.has(state.seq)) {
      this.#findings.doubled += 1;
      return;
    }
    viewer.seen.add(state.seq);
    if (viewer.shown && state.seq < viewer.shown.seq) this.#findings.late += 1;
    else viewer.shown = state;
    this.#count(state);
  }

  #count(state: State): void {
    const now = clock();
    const arrival = this.#arrivals.get(state.seq) ?? { state, first: now, last: now, count: 0 };
    arrival.count += 1;
    this.#arrivals.set(state.seq, arrival);
    if (arrival.count < this.#viewers.length) return;
    this.#arrivals.delete(state.seq);
    report({ type: 'arrival', arrival: { state, first: arrival.first, last: now } });
  }
}

let crowd: Crowd | undefined;
process.on('message', (message: ToCrowd) => {
  if (message.type === 'look') return crowd?.look();
  crowd = new Crowd(message.order);
  return void crowd.gather();
});
// The parent's end is this process's end.
process.on('disconnect', () => process.exit(0));
