import { createSignal } from 'solid-js';
import { deviceStorage } from '../page/storage.ts';

/** The languages that the pages themselves speak. What an event says may come in others. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const REMEMBERED = 'butai.language';

/** The one that a tag means, if the pages speak it: `en-gb` is English. */
export const known = (tag: string | null | undefined): Language | undefined =>
  LANGUAGES.find((language) => tag?.toLowerCase().split('-')[0] === language);

/** The address (`?lang=`) wins over what was chosen before, that over the browser's own order; else English. */
export function chooseLanguage(search: string, remembered: string | null, preferred: readonly string[]): Language {
  const asked = known(new URLSearchParams(search).get('lang'));
  return asked ?? known(remembered) ?? preferred.map(known).find((language) => language) ?? 'en';
}

const chosen = chooseLanguage(location.search, deviceStorage.getItem(REMEMBERED), navigator.languages);
const [language, set] = createSignal<Language>(chosen);
document.documentElement.lang = chosen;

export { language };

/** Speaks the language from now on, on this page alone. */
export function speak(next: Language): void {
  document.documentElement.lang = next;
  set(next);
}

/** Speaks the language from now on, on this page and the next ones; nothing is loaded again. */
export function setLanguage(next: Language): void {
  deviceStorage.setItem(REMEMBERED, next);
  speak(next);
  const here = new URL(location.href);
  if (here.searchParams.has('lang')) {
    here.searchParams.set('lang', next);
    history.replaceState(history.state, '', here);
  }
}

/** The one of these that is in the language that the page speaks now. */
export const inLanguage =
  <T>(all: Readonly<Record<Language, T>>) =>
  (): T =>
    all[language()];
