import { type Metadata, SEGMENT_MS } from './loop.ts';

/** Segments that a playlist lists. */
const WINDOW = 6;
/** Segments that an encoder has buffered when it begins to send: a player can begin with them. */
const BUFFERED = 3;
/** Segments before those of a playlist that somebody who is late can still get. */
const KEPT = 2 * WINDOW;

/** Segments by number: `first` is the first of them, `next` the one after the last. */
export interface Window {
  first: number;
  next: number;
}

/** What happened to a broadcast. */
export interface StreamEvent {
  name: string;
  type: string;
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * One broadcast: what comes of an encoder that sends to a channel, from its beginning to its end. Which segments there are follows from the time
 * alone; their numbers count from the epoch, so that they rise from one broadcast to the next.
 */
export class Stream {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The value of the stream key that the encoder came in with. */
  readonly key: string;
  readonly #epoch: number;
  /** The first segment since the encoder has sent without a pause. */
  #from: number;
  #silentSince: number | undefined;
  #endedAt: number | undefined;
  #metadata: Metadata[] = [];
  #events: StreamEvent[] = [];

  constructor({ id, key, epoch, now }: { id: string; key: string; epoch: number; now: number }) {
    this.id = id;
    this.key = key;
    this.startedAt = now;
    this.#epoch = epoch;
    this.#from = this.#segmentAt(now) - BUFFERED;
  }

  get isStarving(): boolean {
    return this.#silentSince !== undefined;
  }

  get endedAt(): number | undefined {
    return this.#endedAt;
  }

  /** The latest first. */
  get events(): readonly StreamEvent[] {
    return this.#events;
  }

  note(event: StreamEvent): void {
    this.#events = [event, ...this.#events];
  }

  /** The encoder stays connected and sends nothing. */
  starve(now: number): void {
    this.#silentSince ??= now;
  }

  feed(now: number): void {
    if (this.#silentSince === undefined) return;
    this.#silentSince = undefined;
    this.#from = Math.max(this.#from, this.#segmentAt(now) - BUFFERED);
  }

  end(now: number): void {
    this.#endedAt ??= now;
  }

  /** Puts a text into the segment that is being made. */
  put(text: string, now: number): void {
    const oldest = now - this.#epoch - (WINDOW + KEPT + 1) * SEGMENT_MS;
    this.#metadata = [...this.#metadata.filter(({ at }) => at >= oldest), { at: now - this.#epoch, text }];
  }

  /** What a playlist lists: whole segments only. */
  window(now: number): Window {
    const next = this.#segmentAt(Math.min(now, this.#silentSince ?? now, this.#endedAt ?? now));
    return { first: Math.max(this.#from, next - WINDOW), next };
  }

  has(segment: number, now: number): boolean {
    const { first, next } = this.window(now);
    return segment >= first - KEPT && segment < next;
  }

  metadataIn(segment: number): Metadata[] {
    return this.#metadata.filter(({ at }) => Math.floor(at / SEGMENT_MS) === segment);
  }

  #segmentAt(moment: number): number {
    return Math.floor((moment - this.#epoch) / SEGMENT_MS);
  }
}
