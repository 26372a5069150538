import { frame } from './frame.ts';

/** An error as the real-time protocol shows it. */
export interface ProtocolError {
  errorType?: string | null;
  message: string;
  [member: string]: unknown;
}

/** What a client sends: https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html */
export type ClientMessage =
  | { type: 'connection_init' }
  | { type: 'start'; id: string; payload: StartPayload }
  | { type: 'stop'; id: string };

export interface StartPayload {
  /** JSON text of `{query, variables, operationName}`; a signature covers it as it is. */
  data: string;
  extensions?: { authorization?: Record<string, string> };
}

const toFrame = (message: object) => frame(JSON.stringify(message));

export const keepAlive = toFrame({ type: 'ka' });

export const connectionAck = (connectionTimeoutMs: number) =>
  toFrame({ type: 'connection_ack', payload: { connectionTimeoutMs } });

export const connectionError = (errorType: string, message: string, errorCode: number) =>
  toFrame({ type: 'connection_error', payload: { errors: [{ errorType, message, errorCode }] } });

export const startAck = (id: string) => toFrame({ id, type: 'start_ack' });

export const complete = (id: string) => toFrame({ id, type: 'complete' });

export const subscriptionError = (id: string | undefined, errors: ProtocolError[]) =>
  toFrame({ ...(id !== undefined && { id }), type: 'error', payload: { errors } });

/** AppSync puts an object, not a list, where a limit is the reason (seen in clients' logs, aws-amplify/amplify-js#8370). */
export const limitError = (id: string, errorType: string, message: string) =>
  toFrame({ id, type: 'error', payload: { errors: { errorType, message } } });
