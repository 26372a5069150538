import type { Fields } from '../text/text-fields.ts';

/** A row as its editor last saw it. `version` null: there is none (yet, or any more). */
export interface Seen {
  readonly version: number | null;
  readonly fields: Fields;
  readonly updatedBy?: string | null | undefined;
}

/** A field that two people changed: both their words stay until one of them is saved. */
export interface Conflict {
  readonly mine: string;
  readonly theirs: string;
  readonly settled: boolean;
}

/** An edit in progress: what is typed over the row as it was seen. Plain data, so that it can be kept. */
export interface EditState {
  readonly seen: Seen;
  /** Only what differs from the row. */
  readonly typed: Fields;
  readonly conflicts: Readonly<Record<string, Conflict>>;
  /** The row was removed while it was edited: what is typed would make it anew. */
  readonly gone: boolean;
}

export const startEdit = (seen: Seen): EditState => ({ seen, typed: {}, conflicts: {}, gone: false });

export const fieldValue = (state: EditState, name: string): string =>
  state.typed[name] ?? state.seen.fields[name] ?? '';

/** All fields as they would be saved. */
export const allValues = (state: EditState): Fields => ({ ...state.seen.fields, ...state.typed });

export const isDirty = (state: EditState): boolean => Object.keys(state.typed).length > 0;

export const openConflicts = (state: EditState): string[] =>
  Object.entries(state.conflicts).flatMap(([name, conflict]) => (conflict.settled ? [] : [name]));

const without = <T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

const settle = (state: EditState, name: string): EditState['conflicts'] => {
  const conflict = state.conflicts[name];
  return conflict ? { ...state.conflicts, [name]: { ...conflict, settled: true } } : state.conflicts;
};

/** Somebody types; typing into a field in conflict settles it, for it is neither's words alone any more. */
export function type(state: EditState, name: string, value: string): EditState {
  const isSame = value === (state.seen.fields[name] ?? '');
  const typed = isSame ? without(state.typed, name) : { ...state.typed, [name]: value };
  return { ...state, typed, conflicts: settle(state, name) };
}

export const takeMine = (state: EditState, name: string): EditState =>
  type(state, name, state.conflicts[name]?.mine ?? fieldValue(state, name));

export const takeTheirs = (state: EditState, name: string): EditState =>
  type(state, name, state.conflicts[name]?.theirs ?? fieldValue(state, name));

/**
 * The row changed under the edit. What nobody typed here follows the row; what only was typed here stays; where both changed it, both are kept for
 * somebody to choose.
 */
export function rebase(state: EditState, row: Seen): EditState {
  if (row.version === null) {
    if (state.seen.version === null) return state;
    return { seen: row, typed: allValues(state), conflicts: {}, gone: true };
  }
  let next: EditState = { ...state, seen: row, gone: false };
  for (const [name, mine] of Object.entries(state.typed)) {
    const before = state.seen.fields[name] ?? '';
    const theirs = row.fields[name] ?? '';
    if (theirs === mine) next = { ...next, typed: without(next.typed, name), conflicts: without(next.conflicts, name) };
    else if (theirs !== before)
      next = { ...next, conflicts: { ...next.conflicts, [name]: { mine, theirs, settled: false } } };
  }
  return next;
}

/** The row was saved with what was sent; what was typed since then is still typed. */
export function afterSave(state: EditState, sent: Fields, row: Seen): EditState {
  const since = Object.entries(state.typed).filter(([name, value]) => value !== sent[name]);
  const typed = Object.fromEntries(since.filter(([name, value]) => value !== (row.fields[name] ?? '')));
  return { seen: row, typed, conflicts: {}, gone: false };
}
