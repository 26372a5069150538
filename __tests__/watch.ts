import { WebSocket } from 'ws';
import { ON_LIVE_STATE } from '#graphql/live/documents.generated';
import type { LiveState } from '#graphql/schema.generated';
import { bearer, type Caller } from './callers.ts';
import { stack } from './stack.ts';

interface Message {
  type: string;
  id?: string;
  payload?: { data?: { onLiveState: LiveState }; errors?: { errorType?: string; message: string }[] };
}

/** Somebody who watches a stage: everything that the subscription brought, in the order in which it came. */
export interface Watcher {
  readonly states: readonly LiveState[];
  /** The first state that is wanted, of those that came and those that will. */
  until(wanted: (state: LiveState) => boolean, within?: number): Promise<LiveState>;
  close(): void;
}

/** Why a subscription was refused: at the handshake or at its start. */
export class SubscriptionRefused extends Error {
  override readonly name = 'SubscriptionRefused';
  readonly errorType: string;

  constructor(errors: { errorType?: string; message: string }[] = []) {
    super(errors.map(({ message }) => message).join('; '));
    this.errorType = errors[0]?.errorType ?? 'none';
  }
}

/**
 * Subscribes to a stage, by AppSync's real-time protocol, as a page does.
 * @param by a token, or who else subscribes
 * @param handshake who connects, where that is somebody else
 * @throws SubscriptionRefused
 */
export async function watch(stage: string, by: string | Caller, handshake = by): Promise<Watcher> {
  const { graphql, realtime } = stack();
  const { host } = new URL(graphql);
  const headersBy = (who: string | Caller, path: string, body: string) =>
    (typeof who === 'string' ? bearer(who) : who)({ host, path, body });
  const header = JSON.stringify(await headersBy(handshake, '/graphql/connect', '{}'));
  const socket = new WebSocket(realtime, ['graphql-ws', `header-${Buffer.from(header).toString('base64url')}`]);
  const states: LiveState[] = [];
  const waiting = new Set<() => void>();

  const data = JSON.stringify({ query: ON_LIVE_STATE, variables: { stage } });
  const authorization = await headersBy(by, '/graphql', data);
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the connection was closed')));
    socket.on('message', (text) => {
      const { type, payload } = JSON.parse(String(text)) as Message;
      if (type === 'connection_ack') {
        const start = { id: '1', type: 'start', payload: { data, extensions: { authorization } } };
        socket.send(JSON.stringify(start));
      }
      if (type === 'start_ack') resolve();
      if (type === 'connection_error' || type === 'error') reject(new SubscriptionRefused(payload?.errors));
      if (type !== 'data' || !payload?.data) return;
      states.push(payload.data.onLiveState);
      for (const look of [...waiting]) look();
    });
  }).catch((error: unknown) => {
    socket.terminate();
    throw error;
  });

  return {
    states,
    until: (wanted, within = 30_000) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = states.find(wanted);
          if (!found) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found);
        };
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(
              `no such state within ${within} ms; the last of ${states.length}: ${JSON.stringify(states.at(-1))}`,
            ),
          );
        }, within);
        waiting.add(look);
        look();
      }),
    close: () => socket.terminate(),
  };
}
