import { FieldError } from '../errors.ts';

/** A filter as `extensions.setSubscriptionFilter` takes it: groups are alternatives, the filters of a group all hold. */
export interface SubscriptionFilter {
  filterGroup: { filters: { fieldName: string; operator: string; value: unknown }[] }[];
}

export interface Invalidation {
  subscriptionField: string;
  payload: Record<string, unknown>;
}

/** One call of a handler: what `util`, `extensions` and `console` read and leave behind while it runs. */
export interface Invocation {
  /** As `util.authType()` says it. */
  authType: string;
  fieldName: string;
  parentTypeName: string;
  appended: FieldError[];
  logs: string[];
  filter?: SubscriptionFilter;
  invalidationFilter?: SubscriptionFilter;
  invalidations: Invalidation[];
}

/** Ends a handler with a value (`runtime.earlyReturn`). */
export class EarlyReturn extends Error {
  override readonly name = 'EarlyReturn';
  readonly value: unknown;
  readonly skipTo: 'END' | 'NEXT' | undefined;

  constructor(value: unknown, skipTo: 'END' | 'NEXT' | undefined) {
    super('runtime.earlyReturn');
    this.value = value;
    this.skipTo = skipTo;
  }
}

let current: Invocation | undefined;

/** Handlers are synchronous, so the one that runs is known without passing it through the realm. */
export function during<T>(invocation: Invocation, call: () => T): T {
  const outer = current;
  current = invocation;
  try {
    return call();
  } finally {
    current = outer;
  }
}

export function currentInvocation(): Invocation {
  if (!current) throw new FieldError('A function of AppSync was called outside of a handler', 'Code');
  return current;
}
