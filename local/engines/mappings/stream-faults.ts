import { randomUUID } from 'node:crypto';
import type { Invocation } from '../functions.ts';

/** How often something happens to a batch, as shares from 0 to 1. */
export interface FaultRates {
  /** A batch that was done comes again. */
  redeliver?: number;
  /** The function fails before it has done anything, and the batch comes again in halves. */
  bisect?: number;
  /** The function has done its work and ends before it can say so. */
  kill?: number;
}

/** What AWS does to a mapping's batches now and then, done as often as it is told to. */
export class StreamFaults {
  #rates: FaultRates = {};
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** From now on. What is left out does not happen. */
  set(rates: FaultRates): void {
    this.#rates = rates;
  }

  happens(fault: keyof FaultRates): boolean {
    const rate = this.#rates[fault] ?? 0;
    return rate > 0 && this.#random() < rate;
  }
}

/** An invocation whose environment ended before it could answer. */
export const ended = (errorMessage: string): Invocation => ({
  requestId: randomUUID(),
  statusCode: 200,
  functionError: 'Unhandled',
  payload: { errorType: 'Runtime.ExitError', errorMessage },
  coldStart: false,
});
