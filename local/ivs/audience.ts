/** Amazon IVS shows a leave within 60 s. */
const AWAY_AFTER_MS = 20_000;

/** Who watches a channel, as far as one can tell: whoever asks for its playlists. */
export class Audience {
  readonly #seen = new Map<string, number>();

  see(session: string, now: number): void {
    this.#seen.set(session, now);
  }

  count(now: number): number {
    for (const [session, at] of this.#seen) if (now - at > AWAY_AFTER_MS) this.#seen.delete(session);
    return this.#seen.size;
  }

  leave(): void {
    this.#seen.clear();
  }
}
