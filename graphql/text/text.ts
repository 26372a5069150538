import type { Violation } from '../errors.ts';
import type { Text } from '../schema.generated.ts';

/** Longest texts, in UTF-16 code units per language: with these a LiveState stays under 5 KB in normal use. */
export const MAX_LENGTH = {
  title: 200,
  description: 4000,
  name: 60,
  notice: 500,
  speaker: 100,
  question: 200,
  option: 80,
  answer: 140,
} as const;

/** Most languages of one text. */
export const MAX_LANGUAGES = 10;

/**
 * Signs that are no text: control characters but for tab and line ends, and the two that no message may carry
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html).
 */
const NO_TEXT =
  '\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000c\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f\ufffe\uffff';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const LETTERS_AND_DIGITS = `${LETTERS}0123456789`;

function madeOf(characters: string, part: string): boolean {
  return part.split('').every((character) => characters.indexOf(character) >= 0);
}

/** Whether this has the form of a BCP 47 tag in lower case: `ja`, `en`, `pt-br`, `zh-hant`. */
export function isLanguage(lang: string): boolean {
  const parts = lang.split('-');
  const primary = parts[0] ?? '';
  if (primary.length < 2 || primary.length > 3 || !madeOf(LETTERS, primary)) return false;
  return (
    lang.length <= 35 && parts.every((part) => part.length > 0 && part.length <= 8 && madeOf(LETTERS_AND_DIGITS, part))
  );
}

/** Checks a list of languages: their form, none twice, no more than ten. */
export function checkLanguages(field: string, languages: string[]): Violation | null {
  if (languages.length > MAX_LANGUAGES)
    return { code: 'TOO_MANY', field, message: `${field} has more than ${MAX_LANGUAGES} languages.` };
  for (const lang of languages) {
    if (!isLanguage(lang))
      return {
        code: 'INVALID_LANGUAGE',
        field,
        message: `${field} has ${lang}, which is no language tag in lower case.`,
      };
    if (languages.indexOf(lang) !== languages.lastIndexOf(lang))
      return { code: 'INVALID_TEXT', field, message: `${field} has ${lang} twice.` };
  }
  return null;
}

/**
 * Checks an audience text. Values are kept as typed, but none is blank: a language without a text is left out, so that a viewer of that
 * language sees the first text there is and not an empty one.
 */
export function checkTexts(field: string, texts: Text[], max: number): Violation | null {
  const languages = checkLanguages(
    field,
    texts.map((text) => text.lang),
  );
  if (languages !== null) return languages;
  for (const { lang, value } of texts) {
    if (value.trim() === '') return { code: 'INVALID_TEXT', field, message: `${field} is blank in ${lang}.` };
    if (value.length > max)
      return { code: 'TEXT_TOO_LONG', field, message: `${field} has more than ${max} characters in ${lang}.` };
    if (NO_TEXT.split('').some((sign) => value.indexOf(sign) >= 0))
      return { code: 'INVALID_TEXT', field, message: `${field} has a control character in ${lang}.` };
  }
  return null;
}

/** Checks an audience text that must be there in at least one language. */
export function checkRequiredTexts(field: string, texts: Text[], max: number): Violation | null {
  if (texts.length === 0) return { code: 'INVALID_TEXT', field, message: `${field} must have a text.` };
  return checkTexts(field, texts, max);
}

/** Whether two audience texts say the same in the same order of languages. */
export function sameTexts(a: Text[], b: Text[]): boolean {
  return a.length === b.length && a.every((text, i) => text.lang === b[i]?.lang && text.value === b[i]?.value);
}
