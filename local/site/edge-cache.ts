import { type Answer, header } from './message.ts';
import { staleIfError } from './time-to-live.ts';

/** How an answer came about, as `X-Cache` says it. */
export type Outcome = 'Hit' | 'RefreshHit' | 'Miss' | 'Error';

export interface Served {
  answer: Answer;
  outcome: Outcome;
  /** Whole seconds since the origin gave it. */
  age: number;
}

interface Entry {
  /** As the origin gave it. */
  original: Answer;
  /** As viewers get it. */
  encoded: Answer;
  storedAt: number;
  endsAt: number;
}

/** How the cache comes to an answer that it does not have. */
export interface Source {
  /** Asks the origin; with an ETag it may answer 304. */
  fetch(etag: string | undefined): Promise<Answer>;
  /** Seconds for which an answer of the origin is kept. */
  keep(answer: Answer): number;
  /** Makes of the origin's answer what viewers with this key get. */
  encode(answer: Answer): Promise<Answer>;
}

const MAX_ENTRIES = 5_000;

/** One edge location: what it holds, and one request to the origin for all viewers that miss the same at once. */
export class EdgeCache {
  readonly #entries = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<{ served: Served; kept: boolean }>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Forgets everything, as an invalidation of `/*` does. */
  clear(): void {
    this.#entries.clear();
  }

  /** What is held under `key`, or what `source` gives, which is then held for as long as it may be. */
  async get(key: string, source: Source): Promise<Served> {
    const entry = this.#entries.get(key);
    if (entry && this.#now() < entry.endsAt) return this.#hit(entry);
    const asking = this.#asking.get(key);
    if (!asking) return (await this.#ask(key, entry, source)).served;
    const { served, kept } = await asking;
    // What may not be kept was for the viewer who asked; the others ask for themselves.
    return kept ? served : (await this.#refresh(key, entry, source)).served;
  }

  #ask(key: string, entry: Entry | undefined, source: Source) {
    const asking = this.#refresh(key, entry, source).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  async #refresh(key: string, entry: Entry | undefined, source: Source) {
    const answer = await source.fetch(entry && header(entry.original.headers, 'etag'));
    const unchanged = entry !== undefined && answer.status === 304;
    if (entry && answer.status >= 500 && this.#mayStandIn(entry)) {
      // The old answer goes on for as long as the error would have been kept, then the origin is asked again.
      entry.endsAt = this.#now() + source.keep(answer) * 1000;
      return { served: this.#hit(entry), kept: true };
    }
    const original = unchanged
      ? { ...entry.original, headers: { ...entry.original.headers, ...answer.headers } }
      : answer;
    const encoded = await source.encode(original);
    const kept = this.#store(key, original, encoded, source.keep(original));
    const fresh: Outcome = answer.status >= 400 ? 'Error' : 'Miss';
    return { served: { answer: encoded, outcome: unchanged ? ('RefreshHit' as const) : fresh, age: 0 }, kept };
  }

  #mayStandIn(entry: Entry): boolean {
    return entry.original.status < 400 && this.#now() <= entry.endsAt + staleIfError(entry.original) * 1000;
  }

  #hit({ encoded, storedAt }: Entry): Served {
    const outcome: Outcome = encoded.status >= 400 ? 'Error' : 'Hit';
    return { answer: encoded, outcome, age: Math.floor((this.#now() - storedAt) / 1000) };
  }

  #store(key: string, original: Answer, encoded: Answer, seconds: number): boolean {
    this.#entries.delete(key);
    if (seconds <= 0) return false;
    const now = this.#now();
    this.#entries.set(key, { original, encoded, storedAt: now, endsAt: now + seconds * 1000 });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > MAX_ENTRIES && !oldest.done) this.#entries.delete(oldest.value);
    return true;
  }
}
