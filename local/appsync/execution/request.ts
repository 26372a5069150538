import type { Path } from 'graphql/jsutils/Path.js';
import type { Api } from '../api.ts';
import type { FieldError } from '../errors.ts';
import type { Caller } from '../identity/caller.ts';
import type { Invalidation, Invocation, SubscriptionFilter } from '../javascript/invocation.ts';

/** An error that stands beside data, and the field that it belongs to. */
export interface PlacedError {
  error: FieldError;
  path: Path | undefined;
  locations: { line: number; column: number }[];
}

/** What one GraphQL request carries through its execution: graphql-js's context value. */
export interface Request {
  api: Api;
  caller: Caller;
  headers: Record<string, string>;
  log: (line: string) => void;
  /** Errors of `util.appendError`, in order. */
  appended: PlacedError[];
  invalidations: Invalidation[];
  /** Set by the resolver of a subscription field. */
  filter?: SubscriptionFilter;
  invalidationFilter?: SubscriptionFilter;
  /** Resolvers run so far, against `resolverCountLimit`. */
  resolvers: number;
  /** A payload is projected for subscribers: fields come from it alone and no resolver runs. */
  pushed: boolean;
}

export function newRequest(from: Pick<Request, 'api' | 'caller' | 'headers' | 'log'>): Request {
  return { ...from, appended: [], invalidations: [], resolvers: 0, pushed: false };
}

/** Moves what a handler left behind into its request. */
export function absorb(
  request: Request,
  { appended, logs, invalidations, filter, invalidationFilter }: Invocation,
  name: string,
  place: Omit<PlacedError, 'error'>,
): void {
  for (const line of logs) request.log(`${name}: ${line}`);
  for (const error of appended) request.appended.push({ error, ...place });
  request.invalidations.push(...invalidations);
  if (filter) request.filter = filter;
  if (invalidationFilter) request.invalidationFilter = invalidationFilter;
}
