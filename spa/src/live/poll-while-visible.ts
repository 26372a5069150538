import { onCleanup } from 'solid-js';
import { around } from './delays.ts';

/** Does it about every `interval` milliseconds for as long as its owner lives, but not while nobody looks; the answer does it at once. */
export function pollWhileVisible(interval: () => number, act: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lives = true;

  async function round(): Promise<void> {
    clearTimeout(timer);
    if (document.visibilityState !== 'visible') return;
    await act();
    clearTimeout(timer);
    if (lives) timer = setTimeout(round, around(interval(), Math.random()));
  }

  document.addEventListener('visibilitychange', round);
  onCleanup(() => {
    lives = false;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', round);
  });
  return () => void round();
}
