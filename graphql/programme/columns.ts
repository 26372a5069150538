import { checkLanguages, isLanguage } from '../text/text.ts';
import type { CsvRow } from './csv-rows.ts';
import type { Report } from './problem.ts';

const NEEDED = ['kind', 'stage', 'id', 'starts', 'ends', 'zone'] as const;
/** What only surveys have; a file without surveys need not have them. */
const OF_SURVEYS = ['survey', 'choices', 'results', 'seconds', 'changes', 'electorate'] as const;
const PLAIN = [...NEEDED, ...OF_SURVEYS] as const;
const SPOKEN = ['title', 'description', 'speakers', 'options'] as const;

/** The columns that rows of other kinds leave empty. */
export const SURVEY_COLUMNS = [...OF_SURVEYS, 'options'] as const;

export type PlainColumn = (typeof PLAIN)[number];
/** One column for each language: `title_ja`, `title_en`. */
export type SpokenColumn = (typeof SPOKEN)[number];

/** What the header says: where each column is. */
export interface Columns {
  /** Names as the documentation spells them, by place; null for a column that is not known, empty for one without a name. */
  readonly names: readonly (string | null)[];
  /** Those of the titles, in the order of their columns: the first is the one that the others fall back to. */
  readonly languages: readonly string[];
}

/** Reads the header. Names in any order and any case. Null where rows cannot be read for want of a column. */
export function readColumns(header: CsvRow, report: Report): Columns | null {
  const names = header.cells.map((cell) => nameOf(cell));
  header.cells.forEach((cell, place) => {
    const name = names[place];
    if (name === null) report(cell, 'UNKNOWN_COLUMN', `There is no column ${cell}.`);
    if (name && names.indexOf(name) < place) report(cell, 'DUPLICATE_COLUMN', `${cell} is there more than once.`);
  });
  const languages = languagesOf(names, 'title');
  for (const language of new Set(SPOKEN.flatMap((column) => languagesOf(names, column))))
    if (!languages.includes(language))
      report(`title_${language}`, 'MISSING_COLUMN', `There are texts in ${language}, but no column title_${language}.`);
  const violation = checkLanguages('title', languages);
  if (violation) report(null, violation.code, violation.message);
  const missing = [...NEEDED.filter((name) => !names.includes(name)), ...(languages.length > 0 ? [] : ['title_…'])];
  for (const name of missing) report(name, 'MISSING_COLUMN', `The column ${name} is missing.`);
  return missing.length > 0 ? null : { names, languages };
}

function nameOf(cell: string): string | null {
  const name = cell.toLowerCase();
  if (name === '' || PLAIN.some((plain) => plain === name)) return name;
  const [prefix = '', language = ''] = name.split(/_(.*)/s);
  return SPOKEN.some((spoken) => spoken === prefix) && isLanguage(language) ? name : null;
}

function languagesOf(names: readonly (string | null)[], column: SpokenColumn): string[] {
  const found = names.flatMap((name) => (name?.startsWith(`${column}_`) ? [name.slice(column.length + 1)] : []));
  return [...new Set(found)];
}
