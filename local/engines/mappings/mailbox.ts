/** Things that arrive for one who takes them in order. */
export class Mailbox<Item> {
  #items: Item[] = [];
  #wake: () => void = () => undefined;
  #closed = false;

  get size() {
    return this.#items.length;
  }

  get closed() {
    return this.#closed;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#wake();
  }

  peek(): Item | undefined {
    return this.#items[0];
  }

  /** The first items, at most `most`, up to the first that `belongs` refuses. */
  take(most: number, belongs: (item: Item) => boolean = () => true): Item[] {
    const end = this.#items.slice(0, most).findIndex((item) => !belongs(item));
    return this.#items.splice(0, end < 0 ? most : end);
  }

  /** Until there are `many` items, `ms` are over or the box is closed. One may wait at a time. */
  async until(many: number, ms = Number.POSITIVE_INFINITY): Promise<void> {
    const end = Date.now() + ms;
    while (this.#items.length < many && !this.#closed && Date.now() < end) {
      await new Promise<void>((resolve) => {
        const timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(resolve, end - Date.now());
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }
}
