import type { LiveRow, Page } from './live-store.ts';
import type { Publisher } from './publisher.ts';

export interface Turn<Rows> {
  readonly seq: number;
  readonly rows: Rows;
  readonly live: LiveRow;
}

const MOST_RESTARTS = 3;
const LONGEST_PAUSE_MS = 200;

/**
 * Reads a page's rows under a number that nobody had passed when the reading was over. Whoever takes a higher one takes it after that, so reads after
 * it, and has nothing older to show: nobody sees new, old, new.
 * @returns null when somebody with a higher number has reached every page: they read after we asked for ours, hence what we were to publish
 * @throws when the number moved on each time
 */
export const takeTurn = async <Rows>(
  page: Page,
  read: () => Promise<Rows>,
  { store, pause, notice }: Pick<Publisher, 'store' | 'pause' | 'notice'>,
): Promise<Turn<Rows> | null> => {
  for (let restarts = 0; ; restarts++) {
    const seq = await store.nextSeq(page);
    const rows = await read();
    const live = await store.readLive(page);
    if (live.seq === seq) return { seq, rows, live };
    await pause(Math.random() * LONGEST_PAUSE_MS);
    // Whoever passed us may be through by now: then there is nothing left to do, and no number to take that would hold back others.
    if ((await store.readLive(page)).published > seq) {
      notice('Overtaken', { page });
      return null;
    }
    if (restarts === MOST_RESTARTS) throw new Error(`others passed ${nameOf(page)} ${restarts + 1} times`);
    notice('Restarted', { page });
  }
};

const nameOf = (page: Page): string => (page === 'site' ? page : page.stage);
