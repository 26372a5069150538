import type { Speaker, Text } from '../schema.generated.ts';
import { MAX_SPEAKERS } from '../session/session.ts';
import { checkTexts, MAX_LENGTH } from '../text/text.ts';
import type { Cells } from './cells.ts';

/** `Name (Affiliation)`, with the brackets of either script. */
const NAME_AND_AFFILIATION = /^(.+?)\s*[(（]([^()（）]*)[)）]$/s;

/** Reads `Name (Affiliation); Name` in each language; the first of one language is the first of the others. */
export function readSpeakers(cells: Cells): Speaker[] {
  const languages = cells.spoken('speakers').map(({ lang, value }) => ({ lang, people: readPeople(value) }));
  const [first] = languages;
  if (!first) return [];
  for (const { lang, people } of languages) {
    if (people.length !== first.people.length)
      cells.report(
        `speakers_${lang}`,
        'UNEQUAL_SPEAKERS',
        `${people.length}, but ${first.people.length} in ${first.lang}.`,
      );
    for (const { name, affiliation } of people) checkLength(cells, lang, name, affiliation);
  }
  if (first.people.length > MAX_SPEAKERS)
    cells.report(`speakers_${first.lang}`, 'TOO_MANY', `A session has at most ${MAX_SPEAKERS} speakers.`);
  const textsOf = (place: number, part: keyof Person): Text[] =>
    languages.flatMap(({ lang, people }) => {
      const value = people[place]?.[part] ?? '';
      return value === '' ? [] : [{ lang, value }];
    });
  return first.people.map((_, place) => ({ name: textsOf(place, 'name'), affiliation: textsOf(place, 'affiliation') }));
}

interface Person {
  name: string;
  affiliation: string;
}

function readPeople(cell: string): Person[] {
  return cell
    .split(/[;；]/)
    .map((person) => person.trim())
    .filter((person) => person !== '')
    .map((person) => {
      const [, name = person, affiliation = ''] = NAME_AND_AFFILIATION.exec(person) ?? [];
      return { name: name.trim(), affiliation: affiliation.trim() };
    });
}

function checkLength(cells: Cells, lang: string, ...values: string[]): void {
  const column = `speakers_${lang}`;
  for (const value of values.filter((value) => value !== '')) {
    const violation = checkTexts(column, [{ lang, value }], MAX_LENGTH.speaker);
    if (violation) cells.report(column, violation.code, violation.message);
  }
}
