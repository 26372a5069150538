import { createSignal } from 'solid-js';
import { makeServerClock } from './server-clock.ts';

/** The page's only idea of what time it is. */
export const serverClock = makeServerClock(Date.now);

const [now, set] = createSignal(serverClock.now());

/** Server time in epoch milliseconds, once a second on the full second, so that all countdowns of a page step together. */
export { now };

let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  clearTimeout(timer);
  const time = serverClock.now();
  set(time);
  if (document.visibilityState === 'visible') timer = setTimeout(tick, 1000 - (time % 1000) + 5);
}

document.addEventListener('visibilitychange', tick);
tick();
