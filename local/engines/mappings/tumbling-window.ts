import type { StreamRecord } from '../stream-shards.ts';

/** What an event says of its window, besides its records. */
export interface WindowEvent {
  window: { start: string; end: string };
  state: unknown;
  shardId: string;
  eventSourceARN: string;
  isFinalInvokeForWindow: boolean;
  isWindowTerminatedEarly: boolean;
}

// A record that was written just before the end is read a little after it.
const GRACE_MS = 500;

/**
 * The tumbling windows of one shard: consecutive spans of time of which one is open at most, with the state that the
 * function hands from batch to batch. A record that comes after its window's end counts in the next one.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html
 */
export class TumblingWindow {
  readonly #lengthMs: number;
  readonly #shardId: string;
  readonly #streamArn: string;
  #open: number | undefined;
  #closed = Number.NEGATIVE_INFINITY;
  #state: unknown = {};

  constructor(lengthMs: number, shardId: string, streamArn: string) {
    this.#lengthMs = lengthMs;
    this.#shardId = shardId;
    this.#streamArn = streamArn;
  }

  get state() {
    return this.#state;
  }

  set state(state: unknown) {
    this.#state = state;
  }

  /** Whether a record belongs to the open window; opens its window if none is open. */
  admits(record: StreamRecord): boolean {
    const own = Math.floor((record.dynamodb.ApproximateCreationDateTime * 1000) / this.#lengthMs);
    const window = Math.max(own, this.#closed + 1);
    this.#open ??= window;
    return window <= this.#open;
  }

  /** How long the open window may still get records, in milliseconds; undefined: none is open. */
  get remainingMs(): number | undefined {
    return this.#open === undefined ? undefined : (this.#open + 1) * this.#lengthMs + GRACE_MS - Date.now();
  }

  event(final: boolean): WindowEvent {
    const start = (this.#open ?? 0) * this.#lengthMs;
    const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
    return {
      window: { start: iso(start), end: iso(start + this.#lengthMs) },
      state: this.#state,
      shardId: this.#shardId,
      eventSourceARN: this.#streamArn,
      isFinalInvokeForWindow: final,
      isWindowTerminatedEarly: false,
    };
  }

  close(): void {
    this.#closed = this.#open ?? this.#closed;
    this.#open = undefined;
    this.#state = {};
  }
}
