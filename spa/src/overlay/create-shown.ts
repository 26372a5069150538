import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { StageView } from '../live/stage-feed.ts';

/** For so long what an overlay shows stays up after it may have become wrong, in milliseconds: most breaks of a network are shorter. */
const LINGER = 10_000;

/** The view for as long as it may be shown; null once it has been stale for too long. It is back with the first sign of life. */
export function createShown(view: Accessor<StageView>): Accessor<StageView | null> {
  const isStale = createMemo(() => view().status.kind === 'stale');
  const [gone, setGone] = createSignal(false);
  createEffect(() => {
    setGone(false);
    if (!isStale()) return;
    const timer = setTimeout(() => setGone(true), LINGER);
    onCleanup(() => clearTimeout(timer));
  });
  return () => (gone() && isStale() ? null : view());
}
