import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { AuthType, ConnectionInfo } from '../api.ts';
import type { Caller } from '../identity/caller.ts';
import type { Subscriber } from './groups.ts';

/** Stands for a subscription that is being checked, each `start` its own: `stop` and another `start` may come meanwhile. */
export type Pending = symbol;

/** Bytes that may wait for a slow reader before its connection is cut. */
const maxBuffered = 4 * 1024 * 1024;

/** One WebSocket. Frames go to the socket ready-made, past the `ws` library, which reads and closes. */
export class Connection {
  readonly id: string;
  readonly caller: Caller;
  readonly subscriptions = new Map<string, Subscriber | Pending>();
  readonly #socket: Duplex;
  readonly #ws: WebSocket;
  readonly #remoteAddress: string;

  constructor(id: string, caller: Caller, ws: WebSocket, socket: Duplex, remoteAddress: string) {
    this.id = id;
    this.caller = caller;
    this.#ws = ws;
    this.#socket = socket;
    this.#remoteAddress = remoteAddress;
  }

  /** Writes a frame; false when the client reads so slowly that it was cut instead. */
  send(frame: Buffer): boolean {
    if (this.#socket.writableLength > maxBuffered) {
      this.cut();
      return false;
    }
    if (this.#socket.writable) this.#socket.write(frame);
    return true;
  }

  /** Closes with a WebSocket close frame. */
  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
  }

  /** Breaks the TCP connection, without a word. */
  cut(): void {
    this.#ws.terminate();
  }

  info(): ConnectionInfo {
    const { authType, subject } = this.caller as { authType: AuthType; subject: string };
    return {
      id: this.id,
      authType,
      caller: subject,
      remoteAddress: this.#remoteAddress,
      subscriptions: this.subscriptions.size,
    };
  }
}
