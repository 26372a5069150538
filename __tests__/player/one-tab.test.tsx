import { locks as nodeLocks } from 'node:worker_threads';
import { settle } from '../live/fake-time.ts';
import { floor, makePage, type Page } from './playing-set-up.tsx';

/** jsdom has none; Node's are the browser's, for all that runs in one process. */
const locks = nodeLocks as unknown as LockManager;
const pages: Page[] = [];
const inOneBrowser = (): Page => {
  const page = makePage({ locks });
  pages.push(page);
  return page;
};
/** A lock changes hands within a few turns of the event loop. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !holds(); turn += 1) await settle();
  expect(holds()).toBe(true);
}

afterEach(() => {
  for (const { playing } of pages.splice(0)) playing.stop();
});

describe('two tabs of one browser', () => {
  it('play in the first; the second offers to', async () => {
    const [first, second] = [inOneBrowser(), inOneBrowser()];
    await first.give(floor);
    await until(() => first.view().place === 'here');
    await second.give(floor);
    await until(() => second.view().place === 'elsewhere');
    expect(second.players.all).toEqual([]);
  });

  it('play in the second when it is told to, and the first stops', async () => {
    const [first, second] = [inOneBrowser(), inOneBrowser()];
    await first.give(floor);
    await until(() => first.view().place === 'here');
    await second.give(floor);
    await until(() => second.view().place === 'elsewhere');
    second.playing.playHere();
    await until(() => second.view().place === 'here' && first.view().place === 'elsewhere');
    expect(first.players.last.told.at(-1)).toBe('destroy');
  });

  it('give the turn on when one is closed, or wants no picture', async () => {
    const [first, second, third] = [inOneBrowser(), inOneBrowser(), inOneBrowser()];
    await first.give(floor);
    await until(() => first.view().place === 'here');
    first.playing.stop();
    await settle();
    await second.give(floor);
    await until(() => second.view().place === 'here');
    second.playing.setTextOnly(true);
    await settle();
    await third.give(floor);
    await until(() => third.view().place === 'here');
  });
});
