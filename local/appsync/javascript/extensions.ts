import { FieldError } from '../errors.ts';
import { checkFilter } from '../realtime/filter.ts';
import { currentInvocation, EarlyReturn, type Invalidation, type SubscriptionFilter } from './invocation.ts';

export const extensionFunctions = {
  setSubscriptionFilter(filter: SubscriptionFilter | null): void {
    if (filter) currentInvocation().filter = checkFilter(filter);
  },
  setSubscriptionInvalidationFilter(filter: SubscriptionFilter | null): void {
    if (filter) currentInvocation().invalidationFilter = checkFilter(filter);
  },
  invalidateSubscriptions(invalidation: Invalidation): void {
    if (!invalidation?.subscriptionField || !invalidation.payload) {
      throw new FieldError('invalidateSubscriptions needs subscriptionField and payload', 'Code');
    }
    currentInvocation().invalidations.push(invalidation);
  },
};

export const runtimeFunctions = {
  earlyReturn(value: unknown, options?: { skipTo?: 'END' | 'NEXT' } | null): never {
    throw new EarlyReturn(value, options?.skipTo);
  },
};

const write = (...args: unknown[]) => {
  const line = args.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
  currentInvocation().logs.push(line);
};

export const consoleFunctions = { log: write, error: write, warn: write, info: write, debug: write };
