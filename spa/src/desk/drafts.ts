import type { PageStorage } from '../page/storage.ts';
import type { EditState } from './edit-state.ts';

/** An edit that was not saved, with the time (epoch milliseconds) at which its last letter was typed. */
export interface Draft {
  readonly state: EditState;
  readonly typedAt: number;
}

/** Unsaved edits, one for each row and operator, kept by the browser over reloads, crashes and sign-ins. */
export interface Drafts {
  read(row: string): Draft | null;
  write(row: string, draft: Draft): void;
  remove(row: string): void;
}

export function makeDrafts(storage: PageStorage, operator: string): Drafts {
  const key = (row: string) => `butai.draft.${operator}.${row}`;
  return {
    read: (row) => JSON.parse(storage.getItem(key(row)) ?? 'null') as Draft | null,
    write: (row, draft) => storage.setItem(key(row), JSON.stringify(draft)),
    remove: (row) => storage.removeItem(key(row)),
  };
}
