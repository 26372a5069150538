import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js';
import type { StageView } from '../live/stage-feed.ts';
import { now, serverClock } from '../time/now.ts';
import { Refusal } from './refusal.ts';

/** How it will show on a stage's screens that an act has arrived there. */
export interface Expectation {
  readonly stage: string;
  /** Server time of the act, ISO 8601. */
  readonly actedAt: string;
  contains(view: StageView): boolean;
}

export interface Done {
  /** What happened, in the language spoken now. */
  said(): string;
  readonly expect?: Expectation;
  /** Takes it back, for ten seconds. */
  readonly undo?: () => Promise<Done>;
  /** What taking it back restores, in the language spoken now. */
  restores?(): string;
  /** Server time until which it can be taken back, where the server says so; ISO 8601. */
  readonly undoUntil?: string;
}

/** Acts of one lane wait for each other: what changes the show is never held up by a text that is being saved. */
export type Lane = 'show' | 'text';

/**
 * `waiting` for the screens · `shown` on them · `overtaken`: they show something newer · `late`: not there after five seconds, though it is stored ·
 * `hidden`: the event is a draft, no screen shows it.
 */
export type Delivery = 'waiting' | 'shown' | 'overtaken' | 'late' | 'hidden';

export interface LastAct {
  /** Server time, epoch milliseconds. */
  readonly at: number;
  readonly lane: Lane;
  readonly done: Done | null;
  readonly refusal: Refusal | null;
}

export interface Acts {
  /** Does it, unless the lane is busy or has just changed; resolves with what refused it. */
  run(lane: Lane, name: string, act: () => Promise<Done>): Promise<Refusal | null>;
  /** The name of the act under way. */
  busy(lane: Lane): string | null;
  /** Whether a press would be taken now. A button that would ignore it says so. */
  ready(lane: Lane): boolean;
  last: Accessor<LastAct | null>;
  delivery: Accessor<Delivery | null>;
  /** Whole seconds left to take the last act back; 0: too late, or it cannot be. */
  undoLeft: Accessor<number>;
  undo(): void;
  /** Says what was done elsewhere, with the way back from it. */
  tell(done: Done): void;
  /** Something changed under the operator's hand: ignore a second press. */
  hush(): void;
}

/** For so many milliseconds after the show changed no press is taken: a double press cannot do two things. */
export const HUSH = 800;
const PATIENCE = 5_000;
const UNDO = 10_000;
/** Clocks of two servers differ by less. */
const SKEW = 1_000;

export function createActs(screens: Accessor<StageView>): Acts {
  const [running, setRunning] = createSignal<Partial<Record<Lane, string>>>({});
  const [last, setLast] = createSignal<LastAct | null>(null);
  const [arrived, setArrived] = createSignal<Delivery | null>(null);
  const [quiet, setQuiet] = createSignal(false);
  let rest: ReturnType<typeof setTimeout> | undefined;

  const hush = () => {
    clearTimeout(rest);
    setQuiet(true);
    rest = setTimeout(() => setQuiet(false), HUSH);
  };
  onCleanup(() => clearTimeout(rest));
  const ready = (lane: Lane) => !running()[lane] && !(lane === 'show' && quiet());

  async function carryOut(lane: Lane, name: string, act: () => Promise<Done>): Promise<Refusal | null> {
    setRunning((before) => ({ ...before, [lane]: name }));
    try {
      const done = await act();
      setArrived(null);
      setLast({ at: serverClock.now(), lane, done, refusal: null });
      return null;
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      setArrived(null);
      setLast({ at: serverClock.now(), lane, done: null, refusal: cause });
      return cause;
    } finally {
      setRunning(({ [lane]: _, ...others }) => others);
      if (lane === 'show') hush();
    }
  }

  const delivery = createMemo(() => arrived() ?? deliveryOf(last(), screens(), now()));
  // What was once on the screens stays told so, whatever they show later.
  createEffect(on(delivery, (now) => now === 'shown' && setArrived(now)));
  const undoLeft = createMemo(() => {
    const act = last();
    if (!act?.done?.undo) return 0;
    const until = act.done.undoUntil ? Date.parse(act.done.undoUntil) : act.at + UNDO;
    return Math.max(0, Math.ceil((until - now()) / 1000));
  });

  return {
    run: async (lane, name, act) => (untrack(() => ready(lane)) ? carryOut(lane, name, act) : null),
    busy: (lane) => running()[lane] ?? null,
    ready,
    last,
    delivery,
    undoLeft,
    undo: () => {
      const act = last();
      const undo = act?.done?.undo;
      // Whoever sees at once that it was wrong need not wait: a second press finds nothing to undo.
      if (act && undo && undoLeft() > 0 && !running()[act.lane]) void carryOut(act.lane, 'undo', undo);
    },
    tell: (done) => {
      setArrived(null);
      setLast({ at: serverClock.now(), lane: 'show', done, refusal: null });
    },
    hush,
  };
}

export function deliveryOf(last: LastAct | null, view: StageView, now: number): Delivery | null {
  const expect = last?.done?.expect;
  if (!last || !expect) return null;
  const { state } = view;
  // The operator looks at another stage now.
  if (state && state.stage !== expect.stage) return null;
  if (state?.event?.state === 'DRAFT') return 'hidden';
  if (state && expect.contains(view)) return 'shown';
  if (state?.at && Date.parse(state.at) > Date.parse(expect.actedAt) + SKEW) return 'overtaken';
  return now - last.at > PATIENCE ? 'late' : 'waiting';
}
