/**
 * The next value, with every part that says the same as before replaced by the part from before. A LiveState is a whole snapshot each time; this
 * way only what changed is new to the page, which redraws nothing else.
 */
export function keep<T>(before: unknown, next: T): T {
  if (before === next || typeof before !== 'object' || typeof next !== 'object' || !before || !next) return next;
  if (Array.isArray(before) !== Array.isArray(next)) return next;
  const old = before as Record<string, unknown>;
  const names = Object.keys(next);
  let same = names.length === Object.keys(old).length;
  const kept = names.map((name): [string, unknown] => {
    const value = Object.hasOwn(old, name) ? old[name] : undefined;
    const part = keep(value, (next as Record<string, unknown>)[name]);
    same &&= Object.hasOwn(old, name) && Object.is(part, value);
    return [name, part];
  });
  if (same) return before as T;
  return (Array.isArray(next) ? kept.map(([, part]) => part) : Object.fromEntries(kept)) as T;
}
