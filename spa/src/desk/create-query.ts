import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import { keep } from '../live/keep.ts';
import { serverClock } from '../time/now.ts';
import { Refusal } from './refusal.ts';

/** Rows of the API, as last read. What was read stays while it is asked again, also in vain. */
export interface Rows<T> {
  /** Undefined until there is an answer. */
  all: Accessor<readonly T[] | undefined>;
  /** Why the last question had no answer. */
  refusal: Accessor<Refusal | null>;
  /** Server time of the last answer, epoch milliseconds. */
  readAt: Accessor<number | null>;
  /** Asks now; resolves when an answer is there that was asked for after this moment. */
  again(): Promise<void>;
  /** A mutation gave this row back; null takes it out. */
  learn(id: string, row: T | null): void;
}

/** Rows that depend on a subject (an event's stages); no subject, no rows. */
export function createRows<T extends { readonly id: string }>(
  subject: Accessor<string | null>,
  load: (subject: string) => Promise<readonly T[]>,
  inOrder: (rows: T[]) => T[],
): Rows<T> {
  const [all, setAll] = createSignal<readonly T[]>();
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [readAt, setReadAt] = createSignal<number | null>(null);
  /** Counts what makes an answer to an older question wrong. */
  let turn = 0;

  async function ask(): Promise<void> {
    const about = subject();
    const mine = ++turn;
    if (about === null) return;
    try {
      const rows = await load(about);
      if (mine !== turn) return;
      setAll((before) => keep(before, rows));
      setReadAt(serverClock.now());
      setRefusal(null);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      if (mine === turn) setRefusal(cause);
    }
  }

  createEffect(
    on(subject, () => {
      setAll(undefined);
      setRefusal(null);
      void ask();
    }),
  );

  return {
    all,
    refusal,
    readAt,
    again: ask,
    learn: (id, row) => {
      turn += 1;
      setAll((before) => inOrder([...(before ?? []).filter((each) => each.id !== id), ...(row ? [row] : [])]));
    },
  };
}
