import type { Text } from '#graphql/schema.generated';

/** What is typed into a form, by the field's name: `title.ja`, `startsAt`, `speakers.0.name.en`. */
export type Fields = Readonly<Record<string, string>>;

/** An audience text as one field for each language. */
export const textFields = (name: string, texts: readonly Text[]): Fields =>
  Object.fromEntries(texts.map(({ lang, value }) => [`${name}.${lang}`, value]));

/** The audience text of such fields, the event's languages first; a language without words is left out. */
export function textsOf(name: string, fields: Fields, languages: readonly string[]): Text[] {
  return languagesOf(name, fields, languages)
    .map((lang) => ({ lang, value: fields[`${name}.${lang}`] ?? '' }))
    .filter(({ value }) => value.trim() !== '');
}

/** The event's languages, and those in which there is a text although the event does not have them (any more). */
export function languagesOf(name: string, fields: Fields, languages: readonly string[]): string[] {
  const others = Object.keys(fields)
    .filter((key) => key.startsWith(`${name}.`))
    .map((key) => key.slice(name.length + 1))
    .filter((lang) => !lang.includes('.') && !languages.includes(lang) && fields[`${name}.${lang}`]);
  return [...languages, ...others];
}
