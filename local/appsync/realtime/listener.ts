import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConnectionInfo } from '../api.ts';
import type { Engine } from '../engine.ts';
import { Unauthorized } from '../errors.ts';
import type { Caller } from '../identity/caller.ts';
import { close, listen } from '../listen.ts';
import { Connection } from './connection.ts';
import { handshakeHeaders, protocolsOf } from './credentials.ts';
import { connectionError, keepAlive } from './messages.ts';
import type { Session } from './session.ts';

/** Bytes of one client message. */
const maxMessage = 256 * 1024;

export interface RealtimeOptions {
  engine: () => Engine;
  session: Session;
  keepAliveMs: number;
  initTimeoutMs: number;
  /** Whether clients may name this `host` in their authorization headers. */
  isOwnHost: (host: string | undefined) => boolean;
}

/** The real-time endpoint, on a listener of its own so that it can fail alone. */
export class RealtimeListener {
  readonly #options: RealtimeOptions;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: maxMessage,
    handleProtocols: (names) => (names.has('graphql-ws') ? 'graphql-ws' : false),
  });
  readonly connections = new Set<Connection>();
  #server: Server | undefined;
  #timers: NodeJS.Timeout[] = [];
  #port = 0;

  constructor(options: RealtimeOptions) {
    this.#options = options;
  }

  get port(): number {
    return this.#port;
  }

  async start(port = this.#port): Promise<void> {
    if (this.#server) return;
    const server = createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"WebSocket upgrade expected"}');
    });
    server.on('upgrade', (message, socket, head) => {
      this.#upgrade(message, socket, head).catch((fault: Error) => {
        this.#options.engine().log(`upgrade failed: ${fault.stack ?? fault.message}`);
        socket.destroy();
      });
    });
    this.#server = server;
    this.#port = await listen(server, port);
    const { keepAliveMs, session } = this.#options;
    this.#timers = [
      setInterval(() => this.#each((connection) => connection.send(keepAlive)), keepAliveMs),
      setInterval(() => this.#each((connection) => session.expire(connection)), 1_000),
    ];
  }

  /** Refuses new connections and cuts the open ones. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const timer of this.#timers) clearInterval(timer);
    this.cut();
    if (server) await close(server);
  }

  cut(filter: (connection: ConnectionInfo) => boolean = () => true): number {
    const chosen = [...this.connections].filter((connection) => filter(connection.info()));
    for (const connection of chosen) connection.cut();
    return chosen.length;
  }

  #each(act: (connection: Connection) => void): void {
    for (const connection of this.connections) act(connection);
  }

  async #upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://localhost');
    if (url.pathname !== '/graphql' && url.pathname !== '/graphql/realtime') {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    const admitted = await this.#admit(message, url);
    if (socket.destroyed || !this.#server) return void socket.destroy();
    this.#sockets.handleUpgrade(message, socket, head, (ws) => {
      if (Buffer.isBuffer(admitted)) {
        // AppSync accepts the WebSocket, says why not, and closes.
        socket.write(admitted);
        ws.close(1000);
        return;
      }
      this.#open(ws, socket, admitted, message.socket.remoteAddress ?? '');
    });
  }

  /** The caller that the handshake's headers prove, or the message that refuses it. */
  async #admit(message: IncomingMessage, url: URL): Promise<Caller | Buffer> {
    if (!protocolsOf(message).includes('graphql-ws'))
      return connectionError('BadRequestException', 'NoProtocolError', 400);
    const headers = handshakeHeaders(message, url);
    if (!headers) return connectionError('BadRequestException', 'Required headers are missing.', 400);
    if (!this.#options.isOwnHost(headers.host))
      return connectionError('UnauthorizedException', `host ${headers.host} is not this API's.`, 401);
    try {
      const signed = { method: 'POST', path: '/graphql/connect', query: {}, headers, body: '{}' };
      return await this.#options.engine().authenticate(signed, message.socket.remoteAddress ?? '');
    } catch (error) {
      if (!(error instanceof Unauthorized)) throw error;
      return connectionError(error.errorType, error.message, error.status);
    }
  }

  #open(ws: WebSocket, socket: Duplex, caller: Caller, remoteAddress: string): void {
    const { session, initTimeoutMs, engine } = this.#options;
    const connection = new Connection(randomUUID(), caller, ws, socket, remoteAddress);
    this.connections.add(connection);
    const silent = setTimeout(() => connection.close(1008, 'no connection_init'), initTimeoutMs);
    ws.on('message', (data, isBinary) => {
      clearTimeout(silent);
      const text = isBinary ? '' : data.toString();
      session.receive(connection, text, remoteAddress).catch((fault: Error) => {
        engine().log(`real-time message failed: ${fault.stack ?? fault.message}`);
        connection.close(1011, 'internal failure');
      });
    });
    ws.on('error', (error) => engine().log(`connection ${connection.id}: ${error.message}`));
    ws.on('close', () => {
      clearTimeout(silent);
      this.connections.delete(connection);
      session.end(connection);
    });
  }
}
