import { type Accessor, createSignal, onCleanup, untrack } from 'solid-js';
import { deviceStorage } from '../page/storage.ts';

/** Single keys that act. They work only while they are switched on (WCAG 2.1.4), and never while somebody types. */
export interface Keys {
  on: Accessor<boolean>;
  toggle(): void;
}

export type KeyMap = Readonly<Record<string, () => void>>;

/** Keys that parts of the desk offer for as long as they are there. */
export interface OfferedKeys {
  /** Call while a component is made: the keys go with it. Where two offer the same key, the later one has it. */
  offer(map: KeyMap): void;
  all: Accessor<KeyMap>;
}

export function createOfferedKeys(): OfferedKeys {
  const [maps, setMaps] = createSignal<readonly KeyMap[]>([]);
  return {
    offer: (map) => {
      setMaps((before) => [...before, map]);
      onCleanup(() => setMaps((before) => before.filter((each) => each !== map)));
    },
    all: () => Object.assign({}, ...maps()) as KeyMap,
  };
}

const TYPING = 'input, textarea, select, [contenteditable]';

const isTyping = (event: KeyboardEvent): boolean => event.isComposing || (event.target as Element).matches?.(TYPING);

/** @param operator the choice is remembered per operator */
export function createKeys(operator: Accessor<string>, map: () => KeyMap): Keys {
  const remembered = `butai.keys.${untrack(operator)}`;
  const [on, setOn] = createSignal(deviceStorage.getItem(remembered) === 'on');

  const press = (event: KeyboardEvent) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const act = map()[event.key.length === 1 ? event.key.toUpperCase() : event.key];
    if (!act || (!on() && event.key.length === 1)) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', press);
  onCleanup(() => document.removeEventListener('keydown', press));

  return {
    on,
    toggle: () => {
      setOn(!on());
      deviceStorage.setItem(remembered, on() ? 'on' : 'off');
    },
  };
}
