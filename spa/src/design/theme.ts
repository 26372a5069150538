import { createSignal } from 'solid-js';

export const THEMES = ['auto', 'light', 'dark'] as const;
/** `auto` follows the device. */
export type Theme = (typeof THEMES)[number];

const REMEMBERED = 'butai.theme';

const remembered = THEMES.find((each) => each === localStorage.getItem(REMEMBERED)) ?? 'auto';
const [theme, set] = createSignal<Theme>(remembered);

export { theme };

export function setTheme(next: Theme): void {
  localStorage.setItem(REMEMBERED, next);
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  set(next);
}

setTheme(remembered);
