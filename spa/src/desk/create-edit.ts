import { type Accessor, createEffect, createMemo, createSignal, on, untrack } from 'solid-js';
import type { Fields } from '../text/text-fields.ts';
import type { Drafts } from './drafts.ts';
import {
  afterSave,
  allValues,
  type Conflict,
  type EditState,
  fieldValue,
  isDirty,
  openConflicts,
  rebase,
  type Seen,
  startEdit,
  takeMine,
  takeTheirs,
  type,
} from './edit-state.ts';

/** An edit of one row, that loses nothing typed: kept while it is unsaved, and merged with what others save meanwhile. */
export interface Edit {
  value(name: string): string;
  values: Accessor<Fields>;
  type(name: string, value: string): void;
  dirty: Accessor<boolean>;
  /** The version to save over; null makes the row. */
  expected: Accessor<number | null>;
  gone: Accessor<boolean>;
  conflict(name: string): Conflict | undefined;
  /** Names of fields that somebody has to decide on before saving. */
  undecided: Accessor<readonly string[]>;
  /** Who changed the row last, as it is seen now. */
  changedBy: Accessor<string | null>;
  takeMine(name: string): void;
  takeTheirs(name: string): void;
  /** When what was found here was typed (epoch milliseconds); null where nothing was found. */
  restoredFrom: Accessor<number | null>;
  discard(): void;
  /** The row is saved with what was sent. */
  saved(sent: Fields, row: Seen): void;
}

interface Options {
  /** Names the draft, for as long as there is this edit. */
  readonly name: Accessor<string>;
  /** The row as it is known now. */
  readonly row: Accessor<Seen>;
  readonly drafts: Accessor<Drafts>;
}

export function createEdit(options: Options): Edit {
  const name = untrack(options.name);
  const drafts = untrack(options.drafts);
  const found = drafts.read(name);
  const first = untrack(options.row);
  const [state, setState] = createSignal<EditState>(found ? rebase(found.state, first) : startEdit(first));
  const [restoredFrom, setRestoredFrom] = createSignal(found?.typedAt ?? null);

  createEffect(on(options.row, (row) => setState((before) => follow(before, row)), { defer: true }));
  createEffect(
    on(state, (now) => (isDirty(now) ? drafts.write(name, { state: now, typedAt: Date.now() }) : drafts.remove(name)), {
      defer: true,
    }),
  );

  const values = createMemo(() => allValues(state()));
  const dirty = createMemo(() => isDirty(state()));
  const undecided = createMemo(() => openConflicts(state()));
  const change = (act: (state: EditState, field: string) => EditState) => (field: string) =>
    setState((before) => act(before, field));

  return {
    value: (field) => fieldValue(state(), field),
    values,
    type: (field, value) => setState((before) => type(before, field, value)),
    dirty,
    expected: () => state().seen.version,
    gone: () => state().gone,
    conflict: (field) => state().conflicts[field],
    undecided,
    changedBy: () => state().seen.updatedBy ?? null,
    takeMine: change(takeMine),
    takeTheirs: change(takeTheirs),
    restoredFrom,
    discard: () => {
      setState(startEdit(options.row()));
      setRestoredFrom(null);
    },
    saved: (sent, row) => {
      setState((before) => afterSave(before, sent, row));
      setRestoredFrom(null);
    },
  };
}

/** An answer that was on its way while a newer one came is older than what is seen: versions only rise. */
function follow(state: EditState, row: Seen): EditState {
  const { version } = state.seen;
  if (row.version !== null && version !== null && row.version <= version) return state;
  return rebase(state, row);
}
