import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { setTheatre, theatre } from '../page/theatre.ts';

export interface Theatre {
  /** The picture fills the window, with the survey beside it. */
  isOn: Accessor<boolean>;
  /** … and the window fills the screen. */
  isFull: Accessor<boolean>;
  canBeFull: boolean;
  toggle(): void;
  toggleFull(): void;
}

/** What goes full screen: all of the page, so that the survey and the node that speaks to screen readers are inside. */
const wrapper = (): HTMLElement => document.getElementById('page') ?? document.documentElement;

/** iPhones know full screen for a bare `<video>` alone, which would leave the survey behind: there, filling the window has to do. */
export function createTheatre(): Theatre {
  const [folded, fold] = createSignal(false);
  const [isFull, setIsFull] = createSignal(false);
  const listeners = new AbortController();
  const canBeFull = document.fullscreenEnabled ?? false;

  function enter(): void {
    fold(false);
    setTheatre({ folded, fold });
    document.documentElement.classList.add('theatre');
  }

  function leave(): void {
    setTheatre(undefined);
    document.documentElement.classList.remove('theatre');
    if (document.fullscreenElement) void document.exitFullscreen();
  }

  async function fill(): Promise<void> {
    enter();
    // Refused (by a policy, or for want of a gesture), it fills the window and no more.
    await wrapper()
      .requestFullscreen()
      .catch(() => setIsFull(false));
  }

  const changed = () => {
    setIsFull(document.fullscreenElement !== null);
    if (!isFull()) leave();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && theatre() && !isFull()) leave();
  };
  document.addEventListener('fullscreenchange', changed, { signal: listeners.signal });
  document.addEventListener('keydown', key, { signal: listeners.signal });
  onCleanup(() => {
    listeners.abort();
    leave();
  });

  const isOn = () => theatre() !== undefined;
  return {
    isOn,
    isFull,
    canBeFull,
    toggle: () => (isOn() ? leave() : enter()),
    toggleFull: () => (isFull() ? leave() : void fill()),
  };
}
