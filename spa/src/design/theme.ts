import { createSignal } from 'solid-js';
import { deviceStorage } from '../page/storage.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
/** `auto` follows the device. */
export type Theme = (typeof THEMES)[number];

const REMEMBERED = 'butai.theme';

const remembered = THEMES.find((each) => each === deviceStorage.getItem(REMEMBERED)) ?? 'auto';
const [theme, set] = createSignal<Theme>(remembered);

export { theme };

export function setTheme(next: Theme): void {
  deviceStorage.setItem(REMEMBERED, next);
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  set(next);
}

setTheme(remembered);
