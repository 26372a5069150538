import type { Text } from '#graphql/schema.generated';

const EMPTY: Text = { lang: '', value: '' };

/** The text in the language, else in a regional form of it (`pt` finds `pt-br`), else the first there is; empty where there is none. */
export function pick(texts: readonly Text[] | null | undefined, language: string): Text {
  const all = texts ?? [];
  return (
    all.find((text) => text.lang === language) ??
    all.find((text) => text.lang.split('-')[0] === language) ??
    all[0] ??
    EMPTY
  );
}

/** The words without phrase marks: for the page's title, accessible names, notifications and exports. */
export const plain = (value: string): string => value.replaceAll('|', '').replace(/\s+/g, ' ').trim();

/** A title's phrases, between which it may break (`|`), and whether a space follows: Japanese writes none. */
export const phrasesOf = (value: string): { words: string; space: boolean }[] =>
  value
    .replace(/\s*\|\s*/g, (mark) => (mark === '|' ? mark : ' |'))
    .split('|')
    .map((phrase) => ({ words: phrase.trim(), space: phrase.endsWith(' ') }))
    .filter((phrase) => phrase.words !== '');
