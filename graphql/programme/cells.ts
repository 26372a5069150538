import type { Text } from '../schema.generated.ts';
import { checkTexts } from '../text/text.ts';
import type { Columns, PlainColumn, SpokenColumn } from './columns.ts';
import type { CsvRow } from './csv-rows.ts';
import type { Report } from './problem.ts';

export type Cells = ReturnType<typeof makeCells>;

const REPLACED = '\uFFFD';

/** The cells of a row by the names of their columns. What is wrong with one is reported as it is read. */
export function makeCells({ line, cells }: CsvRow, { names, languages }: Columns, report: Report) {
  cells.forEach((cell, place) => {
    const name = names[place] ?? null;
    if (cell.includes(REPLACED)) report(name, 'NOT_UTF8', 'Not UTF-8: save the file as "CSV UTF-8".');
    if (cell !== '' && (names[place] === '' || place >= names.length))
      report(null, 'UNKNOWN_COLUMN', `Cell ${place + 1} has no column.`);
  });
  const cell = (name: string): string => cells[names.indexOf(name)] ?? '';

  const spoken = (column: SpokenColumn): Text[] =>
    languages.flatMap((lang) => {
      const value = cell(`${column}_${lang}`);
      return value === '' ? [] : [{ lang, value }];
    });

  const texts = (column: SpokenColumn, max: number): Text[] => {
    const found = spoken(column);
    for (const text of found) {
      const name = `${column}_${text.lang}`;
      const violation = checkTexts(name, [text], max);
      if (violation) report(name, violation.code, violation.message);
    }
    return found;
  };

  return {
    line,
    report,
    /** The text of a cell; empty where there is none. */
    plain: (column: PlainColumn): string => cell(column),
    /** The cells of a column in all its languages, those that are empty left out. */
    spoken,
    /** A text in all its languages, each no longer than `max`. */
    texts,
    /** The text of a cell that must have one. */
    required(column: PlainColumn): string {
      if (cell(column) === '') report(column, 'MISSING_CELL', `${column} is empty.`);
      return cell(column);
    },
    /** A text that must be there in at least one language. */
    requiredTexts(column: SpokenColumn, max: number): Text[] {
      const found = texts(column, max);
      if (found.length === 0)
        report(`${column}_${languages[0]}`, 'MISSING_CELL', `${column} is empty in every language.`);
      return found;
    },
    /** Reports what rows of this kind do not use: it would be lost without a word. */
    leaveEmpty(...columns: (PlainColumn | SpokenColumn)[]): void {
      names.forEach((name, place) => {
        const column = name?.split('_')[0];
        if (cells[place] && columns.some((unused) => unused === column))
          report(name, 'UNUSED_CELL', `Rows of this kind have no ${column}.`);
      });
    },
  };
}
