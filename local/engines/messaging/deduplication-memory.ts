/** SNS and SQS drop what bears a deduplication id that they saw in the last five minutes. */
const WINDOW_MS = 5 * 60_000;

/** Remembers values by id for five minutes, however many there are. */
export class DeduplicationMemory<Value> {
  readonly #seen = new Map<string, { at: number; value: Value }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get(id: string): Value | undefined {
    this.#forgetOld();
    return this.#seen.get(id)?.value;
  }

  set(id: string, value: Value): void {
    this.#seen.delete(id);
    this.#seen.set(id, { at: this.#now(), value });
  }

  delete(id: string): void {
    this.#seen.delete(id);
  }

  // Insertion order is the order of time: the first that is young ends the search.
  #forgetOld() {
    const oldest = this.#now() - WINDOW_MS;
    for (const [id, { at }] of this.#seen) {
      if (at > oldest) return;
      this.#seen.delete(id);
    }
  }
}
