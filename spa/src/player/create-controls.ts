import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Timers } from '../live/timers.ts';

/** How long controls stay over a picture that nobody touches, in milliseconds. */
const REST = 3_000;

export interface Controls {
  shown: Accessor<boolean>;
  menuOpen: Accessor<boolean>;
  openMenu(open: boolean): void;
  /** Somebody is there. */
  wake(): void;
}

/** Controls come with a hand and go with it; while the picture does not play, or its menu is open, they stay. */
export function createControls(plays: Accessor<boolean>, timers: Timers): Controls {
  const [awake, setAwake] = createSignal(true);
  const [menuOpen, openMenu] = createSignal(false);
  let cancel = () => {};
  const wake = () => {
    setAwake(true);
    cancel();
    cancel = timers.after(REST, () => setAwake(false));
  };
  wake();
  onCleanup(() => cancel());
  return { shown: () => awake() || menuOpen() || !plays(), menuOpen, openMenu, wake };
}
