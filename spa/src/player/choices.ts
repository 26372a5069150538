import type { PageStorage } from '../page/storage.ts';
/** What a viewer chose, kept for the next page and the next day. */
export interface Choices {
  /** Null: nothing was chosen yet, so the page starts without sound and offers it. */
  sound: 'on' | 'off' | null;
  /** 0 to 1. */
  volume: number;
  /** Null: nothing was chosen yet, so there is a picture. */
  textOnly: boolean | null;
  saveData: boolean;
  /** The source by stage. */
  sources: Readonly<Record<string, string>>;
}

const REMEMBERED = 'butai.player';

/** @param saves whether the device asks pages to use little data. */
export function readChoices(storage: PageStorage, saves: boolean): Choices {
  const kept: Partial<Choices> = JSON.parse(storage.getItem(REMEMBERED) ?? '{}');
  return { sound: null, volume: 1, textOnly: null, saveData: saves, sources: {}, ...kept };
}

/** Only what is new is written over what other tabs chose meanwhile. */
export function keepChoice(storage: PageStorage, change: Partial<Choices>): void {
  const kept = JSON.parse(storage.getItem(REMEMBERED) ?? '{}');
  storage.setItem(REMEMBERED, JSON.stringify({ ...kept, ...change }));
}
