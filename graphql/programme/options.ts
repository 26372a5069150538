import type { SurveyKind, SurveyOption } from '../schema.generated.ts';
import { RATINGS } from '../survey/survey.ts';
import { checkTexts, MAX_LENGTH } from '../text/text.ts';
import type { Cells } from './cells.ts';

/** `5 = Excellent`, with the sign of either script. */
const STEP_AND_WORDS = /^([1-5])\s*[=＝]\s*(.+)$/s;

/**
 * Reads `One; Two; Three` in each language; the first of one language is the first of the others. Ids are letters by place, `a` for the first; of a
 * rating `1 = Poor; 5 = Excellent` they are its steps. Null where something was wrong, which is reported.
 */
export function readOptions(cells: Cells, kind: SurveyKind): SurveyOption[] | null {
  const languages = cells.spoken('options').map(({ lang, value }) => ({ lang, entries: entriesOf(value, kind) }));
  const [first] = languages;
  if (!first) return [];
  const ids = first.entries.map(({ id }) => id);
  const right = languages.map(({ lang, entries }) => {
    const column = `options_${lang}`;
    const wrong = entries.find(({ id }) => id === null);
    if (wrong)
      cells.report(column, 'INVALID_OPTIONS', `${wrong.label}: words of a rating are written "5 = Excellent".`);
    const same = entries.map(({ id }) => id).join() === ids.join();
    if (!wrong && !same) cells.report(column, 'UNEQUAL_OPTIONS', `Not the same options as in ${first.lang}.`);
    return checkLabels(cells, lang, entries) && !wrong && same;
  });
  if (right.includes(false)) return null;
  return ids.map((id, place) => ({
    id: id ?? '',
    label: languages.map(({ lang, entries }) => ({ lang, value: entries[place]?.label ?? '' })),
  }));
}

interface Entry {
  /** Null: no step of a rating. */
  readonly id: string | null;
  readonly label: string;
}

/** A line of its own is as good as a semicolon. */
function entriesOf(cell: string, kind: SurveyKind): Entry[] {
  const labels = cell
    .split(/[;；\n]/)
    .map((label) => label.trim())
    .filter((label) => label !== '');
  if (kind !== 'RATING') return labels.map((label, place) => ({ id: letter(place), label }));
  const entries = labels.map((entry) => {
    const [, id = null, label = entry] = STEP_AND_WORDS.exec(entry) ?? [];
    return { id, label };
  });
  return entries.toSorted((a, b) => RATINGS.indexOf(a.id ?? '') - RATINGS.indexOf(b.id ?? ''));
}

const letter = (place: number): string => String.fromCharCode('a'.charCodeAt(0) + place);

function checkLabels(cells: Cells, lang: string, entries: readonly Entry[]): boolean {
  const column = `options_${lang}`;
  const violations = entries.map(({ label }) => checkTexts(column, [{ lang, value: label }], MAX_LENGTH.option));
  for (const violation of violations) if (violation) cells.report(column, violation.code, violation.message);
  return violations.every((violation) => violation === null);
}
