import { type Accessor, createEffect, createMemo, createSignal, onCleanup, untrack } from 'solid-js';
import { NOTHING, type StageView } from '../live/stage-feed.ts';

/** Follows what a stage's pages show, for as long as its owner lives. */
export type Follow = (stage: string) => Accessor<StageView>;

/** Viewers' pages look for a stage that is not there every half minute; whoever has just made it looks more often. */
const LOOK_AGAIN = 3_000;

/** What the audience of a stage sees now. */
export function createAudience(stage: Accessor<string | null>, follow: Follow): Accessor<StageView> {
  const [round, setRound] = createSignal(0);
  const followed = createMemo(() => {
    round();
    const id = stage();
    return id ? untrack(() => follow(id)) : () => NOTHING;
  });
  const view = createMemo(() => followed()());
  createEffect(() => {
    if (view().found !== 'no') return;
    const timer = setTimeout(() => setRound((before) => before + 1), LOOK_AGAIN);
    onCleanup(() => clearTimeout(timer));
  });
  return view;
}
