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
  const kept = (Array.isArray(next) ? [] : {}) as Record<string, unknown>;
  for (const name of names) {
    kept[name] = keep(old[name], (next as Record<string, unknown>)[name]);
    same &&= Object.is(kept[name], old[name]);
  }
  return (same ? before : kept) as T;
}
