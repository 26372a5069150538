/** Runs what it is given, at most so many at the same time, the others in their order. */
export const atMost = (most: number) => {
  const waiting: (() => void)[] = [];
  let free = most;
  return async <Value>(run: () => Promise<Value>): Promise<Value> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};
