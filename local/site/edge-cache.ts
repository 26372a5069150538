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
  answer: Answer;
  storedAt: number;
  endsAt: number;
}

/** Asks the origin; with an ETag it may answer 304. */
export type Fetch = (etag: string | undefined) => Promise<Answer>;

/** Seconds for which an answer of the origin is kept. */
export type Keep = (answer: Answer) => number;

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

  async get(key: string, fetch: Fetch, keep: Keep): Promise<Served> {
    const entry = this.#entries.get(key);
    if (entry && this.#now() < entry.endsAt) return this.#hit(entry, entry.answer.status >= 400 ? 'Error' : 'Hit');
    const asking = this.#asking.get(key);
    if (!asking) return (await this.#ask(key, entry, fetch, keep)).served;
    const { served, kept } = await asking;
    // What may not be kept was for the viewer who asked; the others ask for themselves.
    return kept ? served : (await this.#fetch(key, entry, fetch, keep)).served;
  }

  #ask(key: string, entry: Entry | undefined, fetch: Fetch, keep: Keep) {
    const asking = this.#fetch(key, entry, fetch, keep).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  async #fetch(key: string, entry: Entry | undefined, fetch: Fetch, keep: Keep) {
    const answer = await fetch(entry && header(entry.answer.headers, 'etag'));
    if (entry && answer.status === 304) {
      const refreshed = { ...entry.answer, headers: { ...entry.answer.headers, ...answer.headers } };
      const kept = this.#store(key, refreshed, keep(refreshed));
      return { served: { answer: refreshed, outcome: 'RefreshHit' as const, age: 0 }, kept };
    }
    if (entry && answer.status >= 500 && this.#mayStandIn(entry)) {
      // The old answer goes on for as long as the error would have been kept, then the origin is asked again.
      entry.endsAt = this.#now() + keep(answer) * 1000;
      return { served: this.#hit(entry, 'Hit'), kept: true };
    }
    const kept = this.#store(key, answer, keep(answer));
    const outcome: Outcome = answer.status >= 400 ? 'Error' : 'Miss';
    return { served: { answer, outcome, age: 0 }, kept };
  }

  #mayStandIn(entry: Entry): boolean {
    return entry.answer.status < 400 && this.#now() <= entry.endsAt + staleIfError(entry.answer) * 1000;
  }

  #hit(entry: Entry, outcome: Outcome): Served {
    return { answer: entry.answer, outcome, age: Math.floor((this.#now() - entry.storedAt) / 1000) };
  }

  #store(key: string, answer: Answer, seconds: number): boolean {
    this.#entries.delete(key);
    if (seconds <= 0) return false;
    const now = this.#now();
    this.#entries.set(key, { answer, storedAt: now, endsAt: now + seconds * 1000 });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > MAX_ENTRIES && !oldest.done) this.#entries.delete(oldest.value);
    return true;
  }
}
