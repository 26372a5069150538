import type { Engine } from '../engine.ts';
import type { Invalidation } from '../javascript/invocation.ts';
import type { Connection } from './connection.ts';
import { lowerCased } from './credentials.ts';
import { passes } from './filter.ts';
import type { Groups, Subscriber } from './groups.ts';
import {
  type ClientMessage,
  complete,
  connectionAck,
  keepAlive,
  limitError,
  type ProtocolError,
  startAck,
  subscriptionError,
} from './messages.ts';
import { Refused, subscribe } from './subscribe.ts';

const maxSubscriptions = 100;

const unknownOperation = [
  { message: 'unknown not supported through the realtime channel', errorType: 'UnsupportedOperation' },
];

interface SessionOptions {
  engine: () => Engine;
  groups: Groups;
  connectionTimeoutMs: number;
  isOwnHost: (host: string | undefined) => boolean;
}

/** What is said over a connection: AppSync's real-time protocol, after the handshake. */
export class Session {
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  async receive(connection: Connection, text: string, sourceIp: string): Promise<void> {
    const message = parsed(text);
    switch (message?.type) {
      case 'connection_init':
        connection.send(connectionAck(this.#options.connectionTimeoutMs));
        connection.send(keepAlive);
        return;
      case 'start':
        return this.#start(connection, message, sourceIp);
      case 'stop':
        this.#leave(connection, message.id);
        connection.send(complete(message.id));
        return;
      default:
        connection.send(subscriptionError((message as { id?: string } | undefined)?.id, unknownOperation));
    }
  }

  async #start(
    connection: Connection,
    { id, payload }: ClientMessage & { type: 'start' },
    sourceIp: string,
  ): Promise<void> {
    const { engine, groups, isOwnHost } = this.#options;
    const { subscriptions } = connection;
    const headers = lowerCased(payload?.extensions?.authorization ?? {});
    if (typeof id !== 'string' || typeof payload?.data !== 'string' || !isOwnHost(headers.host)) {
      const error = {
        errorType: 'BadRequestException',
        message: 'A start message needs an id, payload.data, and the authorization of this host.',
      };
      return void connection.send(subscriptionError(id, [error]));
    }
    if (subscriptions.has(id)) {
      const error = { errorType: 'DuplicatedOperationError', message: `Subscription ${id} already exists.` };
      return void connection.send(subscriptionError(id, [error]));
    }
    if (subscriptions.size >= maxSubscriptions) {
      const message = `Max number of ${maxSubscriptions} subscriptions reached`;
      return void connection.send(limitError(id, 'MaxSubscriptionsReachedError', message));
    }
    const pending = Symbol(id);
    subscriptions.set(id, pending);
    try {
      const subscription = await subscribe(engine(), payload, headers, sourceIp);
      if (subscriptions.get(id) !== pending) return; // stopped, or the connection ended, meanwhile
      subscriptions.set(id, groups.join(subscription, id, connection));
      connection.send(startAck(id));
    } catch (error) {
      if (subscriptions.get(id) === pending) subscriptions.delete(id);
      if (!(error instanceof Refused)) throw error;
      connection.send(subscriptionError(id, error.errors));
    }
  }

  #leave(connection: Connection, id: string): void {
    const subscriber = connection.subscriptions.get(id);
    connection.subscriptions.delete(id);
    if (typeof subscriber === 'object') this.#options.groups.leave(subscriber);
  }

  /** Forgets a closed connection. */
  end(connection: Connection): void {
    for (const id of [...connection.subscriptions.keys()]) this.#leave(connection, id);
  }

  /** Ends the subscriptions whose token has expired. */
  expire(connection: Connection): void {
    const now = Date.now();
    for (const subscriber of connection.subscriptions.values()) {
      if (typeof subscriber === 'symbol' || (subscriber.expiresAt ?? Number.POSITIVE_INFINITY) > now) continue;
      this.#dismiss(subscriber, [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }]);
    }
  }

  /** Ends the subscriptions that a mutation invalidated. */
  invalidate({ subscriptionField, payload }: Invalidation): void {
    for (const group of this.#options.groups.of(subscriptionField)) {
      for (const subscriber of [...group.members]) {
        if (!subscriber.invalidationFilter || !passes(subscriber.invalidationFilter, payload)) continue;
        this.#leave(subscriber.connection, subscriber.id);
        subscriber.connection.send(complete(subscriber.id));
      }
    }
  }

  /** After a swap of the API: ends what the new one would refuse, takes over the rest. */
  revalidate(): void {
    const { compiled, documents } = this.#options.engine();
    for (const group of [...this.#options.groups.all()]) {
      const prepared = documents.prepare(group.query);
      const [refusal] = prepared.refusals;
      group.prepared = prepared;
      try {
        if (refusal) throw refusal;
        compiled.authorize(group.caller, compiled.schema.getSubscriptionType()?.name ?? '', group.field);
      } catch (error) {
        const { message } = error as Error;
        for (const member of [...group.members]) this.#dismiss(member, [{ errorType: 'BadRequestException', message }]);
      }
    }
  }

  #dismiss(subscriber: Subscriber, errors: ProtocolError[]): void {
    this.#leave(subscriber.connection, subscriber.id);
    subscriber.connection.send(subscriptionError(subscriber.id, errors));
  }
}

function parsed(text: string): ClientMessage | undefined {
  try {
    const message = JSON.parse(text) as ClientMessage | null;
    return typeof message === 'object' && message !== null ? message : undefined;
  } catch {
    return undefined; // answered as an unknown operation
  }
}
