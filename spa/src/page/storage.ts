/** What pages need of a browser's storage. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Keeps nothing beyond this page. */
function inMemory(): PageStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A browser that may keep nothing for pages throws as soon as it is asked: what a viewer chose then lasts as long as the page. */
function storageOf(name: 'localStorage' | 'sessionStorage'): PageStorage {
  try {
    return globalThis[name];
  } catch {
    return inMemory();
  }
}

/** What this browser keeps for the site. */
export const deviceStorage = storageOf('localStorage');

/** What this tab keeps until it is closed. */
export const tabStorage = storageOf('sessionStorage');
