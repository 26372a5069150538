import { setTimeout as pause } from 'node:timers/promises';
import type { Functions, Invocation } from '../functions.ts';
import type { Report } from '../ports.ts';
import type { StreamRecord } from '../stream-shards.ts';
import { failuresOf } from './batch-failures.ts';
import { type Condition, discardedBatch } from './discarded.ts';
import { Mailbox } from './mailbox.ts';
import type { StreamMapping } from './settings.ts';
import { ended, type StreamFaults } from './stream-faults.ts';
import { TumblingWindow } from './tumbling-window.ts';

/** Part of a batch on its way through the attempts. */
interface Piece {
  records: StreamRecord[];
  /** Attempts so far that count; splitting a batch does not. */
  attempts: number;
  invokeCount: number;
  last?: Invocation;
}

export interface StreamCounts {
  batches: number;
  records: number;
  retried: number;
  bisected: number;
  discarded: number;
  redelivered: number;
  /** Invocations that did their work and could not say so. */
  killed: number;
}

export interface ConsumerOptions {
  mapping: StreamMapping;
  shardId: string;
  functions: Pick<Functions, 'invoke' | 'settings'>;
  counts: StreamCounts;
  /** Whether to give the function a batch again that it has done, as AWS does now and then. */
  redeliver: () => boolean;
  /** What else goes wrong, besides. */
  faults?: Pick<StreamFaults, 'happens'>;
  /** Nothing is taken up before: a shard's children wait for its end. */
  after?: Promise<void>;
  /** Gets what is given up. */
  discard: (message: string) => void;
  /** The pause before retry n (from 1), in milliseconds. */
  backoffMs: (retry: number) => number;
  report: Report;
}

/** Gives a function the records of one shard: in order, batch after batch, each until it is done or given up. */
export class ShardConsumer {
  readonly #options: ConsumerOptions;
  readonly #box = new Mailbox<StreamRecord>();
  readonly #stopping = new AbortController();
  readonly #window: TumblingWindow | undefined;
  readonly #running: Promise<void>;
  #busy = false;
  #idle: (() => void)[] = [];

  constructor(options: ConsumerOptions) {
    const { mapping, shardId } = options;
    this.#options = options;
    if (mapping.tumblingMs) this.#window = new TumblingWindow(mapping.tumblingMs, shardId, mapping.sourceArn);
    this.#running = this.#run();
  }

  push(record: StreamRecord): void {
    if (this.#options.mapping.filter(record)) this.#box.push(record);
  }

  /** Settles when all that was pushed is done, a window's final event included. */
  idle(): Promise<void> {
    if (!this.#busy && this.#box.size === 0) return Promise.resolve();
    return new Promise((settle) => this.#idle.push(settle));
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#box.close();
    await this.#running;
  }

  async #run() {
    await this.#options.after;
    while (!this.#box.closed) {
      await this.#box.until(1, this.#window?.remainingMs);
      this.#busy = true;
      if (this.#box.size > 0) await this.#nextBatch();
      else if (this.#windowIsOver()) await this.#closeWindow();
      this.#busy = this.#window?.remainingMs !== undefined;
      if (!this.#busy && this.#box.size === 0) for (const settle of this.#idle.splice(0)) settle();
    }
    for (const settle of this.#idle.splice(0)) settle();
  }

  #windowIsOver() {
    const remaining = this.#window?.remainingMs;
    return remaining !== undefined && remaining <= 0;
  }

  async #nextBatch() {
    const { batchSize, windowMs } = this.#options.mapping;
    if (windowMs > 0) await this.#box.until(batchSize, windowMs);
    const window = this.#window;
    const head = this.#box.peek();
    if (window && head && !window.admits(head)) await this.#closeWindow();
    const records = this.#box.take(batchSize, window ? (record) => window.admits(record) : undefined);
    if (records.length > 0) await this.#deliver({ records, attempts: 0, invokeCount: 0 });
  }

  async #closeWindow() {
    const counts = { records: [], attempts: 0, invokeCount: 0 };
    await this.#deliver(counts, true);
    this.#window?.close();
  }

  async #deliver(batch: Piece, final = false) {
    this.#options.counts.batches += 1;
    const work = [batch];
    for (let piece = work.shift(); piece && !this.#stopping.signal.aborted; piece = work.shift()) {
      const current = this.#withoutExpired(piece);
      if (current.records.length > 0 || final) work.unshift(...(await this.#attempt(current, final)));
    }
  }

  #withoutExpired(piece: Piece): Piece {
    const { maxAgeMs } = this.#options.mapping;
    if (maxAgeMs < 0) return piece;
    const oldest = Date.now() - maxAgeMs;
    const expired = piece.records.filter((each) => each.dynamodb.ApproximateCreationDateTime * 1000 < oldest);
    if (expired.length > 0) this.#giveUp({ ...piece, records: expired }, 'RecordAgeExceeded');
    return { ...piece, records: piece.records.slice(expired.length) };
  }

  /** Invokes the function once; what is left to do of the piece. */
  async #attempt(piece: Piece, final: boolean): Promise<Piece[]> {
    const { counts } = this.#options;
    const before = this.#window?.state;
    const event = { Records: piece.records, ...this.#window?.event(final) };
    const last = await this.#invoke(event);
    const from = this.#firstFailure(last, piece.records);
    if (from === undefined) {
      if (this.#options.redeliver() || (!final && this.#happens('redeliver'))) {
        counts.redelivered += 1;
        if (this.#window) this.#window.state = before;
        return [{ ...piece, attempts: 0, invokeCount: 0 }];
      }
      counts.records += piece.records.length;
      return [];
    }
    counts.records += from;
    const rest = piece.records.slice(from);
    return this.#again({ ...piece, records: rest, invokeCount: piece.invokeCount + 1, last }, from > 0, final);
  }

  #happens(fault: Parameters<StreamFaults['happens']>[0]): boolean {
    return this.#options.faults?.happens(fault) ?? false;
  }

  async #invoke(event: { Records: StreamRecord[] }): Promise<Invocation> {
    const { mapping, functions, counts } = this.#options;
    if (event.Records.length > 1 && this.#happens('bisect')) return ended('told to fail before it began');
    const invocation = await functions.invoke(mapping.functionName, event);
    if (event.Records.length === 0 || !this.#happens('kill')) return invocation;
    counts.killed += 1;
    return ended('killed after its work');
  }

  /** The index of the first record that failed: the lowest sequence number reported. Undefined: all are done. */
  #firstFailure(last: Invocation, records: StreamRecord[]): number | undefined {
    const numbers = records.map((record) => record.dynamodb.SequenceNumber);
    let failures = failuresOf(last, this.#options.mapping.reportsFailures, numbers);
    if (failures !== 'all' && this.#window) {
      const { state } = (last.payload ?? {}) as { state?: unknown };
      if (state === undefined) {
        this.#options.report(
          this.#options.mapping.address,
          'a function with a tumbling window must answer with its state',
        );
        failures = 'all';
      } else this.#window.state = state;
    }
    if (failures === 'all') return 0;
    const first = numbers.findIndex((number) => failures.has(number));
    return first < 0 ? undefined : first;
  }

  async #again(piece: Piece, progressed: boolean, final: boolean): Promise<Piece[]> {
    const { mapping, counts, backoffMs } = this.#options;
    const throttled = piece.last?.statusCode === 429;
    const { records } = piece;
    if (mapping.bisects && records.length > 1 && !progressed && !throttled) {
      counts.bisected += 1;
      const middle = Math.ceil(records.length / 2);
      return [records.slice(0, middle), records.slice(middle)].map((half) => ({ ...piece, records: half }));
    }
    const attempts = throttled ? piece.attempts : (progressed ? 0 : piece.attempts) + 1;
    if (mapping.maxRetries >= 0 && attempts > mapping.maxRetries) {
      if (!final) this.#giveUp(piece, 'RetryAttemptsExhausted');
      return [];
    }
    counts.retried += 1;
    await pause(backoffMs(attempts), undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    return [{ ...piece, attempts }];
  }

  #giveUp({ records, invokeCount, last }: Piece, condition: Condition) {
    const { mapping, shardId, functions, counts, discard, report } = this.#options;
    const [first, ...more] = records;
    if (!first) return;
    counts.discarded += records.length;
    report(mapping.address, `${records.length} records of ${shardId} given up: ${condition}`);
    const functionArn = functions.settings(mapping.functionName).arn;
    discard(discardedBatch({ records: [first, ...more], shardId, functionArn, condition, invokeCount, last }));
  }
}
