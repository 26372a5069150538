/** Keys beyond this are somebody guessing: starting over costs one read each. */
const MOST_KEYS = 1_000;

/** Answers from memory for so many milliseconds. Callers at the same time share one load; what failed is not kept. */
export const cacheFor = <Value>(
  ms: number,
  load: (key: string) => Promise<Value>,
): ((key: string) => Promise<Value>) => {
  const entries = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
  return (key) => {
    const known = entries.get(key);
    if (known && Date.now() < known.until) return known.value;
    if (entries.size >= MOST_KEYS) entries.clear();
    const value = load(key);
    const entry = { value, until: Date.now() + ms };
    entries.set(key, entry);
    value.catch(() => entries.get(key) === entry && entries.delete(key));
    return value;
  };
};
