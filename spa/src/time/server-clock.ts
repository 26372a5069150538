/** Less than this is noise: `Date` headers come in whole seconds, and a countdown that jumps is worse than one that is a second off. */
const TOLERANCE = 1_500;

/** The server's time on a machine whose clock may be wrong: ages and countdowns are counted in it. */
export interface ServerClock {
  /** Server time in epoch milliseconds. */
  now(): number;
  /** The server said that this was its time, at some moment between the two of ours. */
  heard(serverTime: number, sentAt: number, receivedAt: number): void;
  /** The server did something at this time, and we know of it: it cannot be earlier now. */
  atLeast(serverTime: number): void;
}

export function makeServerClock(deviceNow: () => number): ServerClock {
  let offset = 0;
  return {
    now: () => deviceNow() + offset,
    heard: (serverTime, sentAt, receivedAt) => {
      const measured = serverTime - (sentAt + receivedAt) / 2;
      if (Math.abs(measured - offset) > TOLERANCE) offset = measured;
    },
    atLeast: (serverTime) => {
      offset = Math.max(offset, serverTime - deviceNow());
    },
  };
}
