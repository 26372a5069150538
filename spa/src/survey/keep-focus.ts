import { type Accessor, createEffect, createMemo, on } from 'solid-js';

/**
 * The focus never moves by itself. Where it was inside the card and its element went away with what the card showed before, it goes to the card's
 * heading instead of being lost to the page.
 */
export function keepFocus(card: Accessor<HTMLElement | undefined>, shown: Accessor<unknown>): void {
  // A memo is computed before anything is drawn anew.
  const wasInside = createMemo(on(shown, () => card()?.contains(document.activeElement) ?? false));
  createEffect(
    on(
      shown,
      () => {
        if (wasInside() && !card()?.contains(document.activeElement))
          card()?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
      },
      { defer: true },
    ),
  );
}
