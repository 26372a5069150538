// The browser's build runs everywhere, so that the desk and the server read a file alike.
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Problem } from './problem.ts';

export interface CsvRow {
  /** The line that it begins on, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a CSV file (RFC 4180, with any line ends, with or without a byte order mark), those without content left out. Cells keep their line
 * breaks as `\n` and lose white space around them.
 */
export function readCsv(text: string): { rows: CsvRow[]; problems: Problem[] } {
  const rows: CsvRow[] = [];
  let lastLine = 0;
  const take = (cells: string[], { lines }: { lines: number }) => {
    rows.push({ line: lastLine + 1, cells: cells.map((cell) => cell.trim()) });
    lastLine = lines;
    return null;
  };
  const problems: Problem[] = [];
  try {
    // The parser counts a line break of two characters twice where it is quoted.
    parse(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), {
      record_delimiter: '\n',
      relax_column_count: true,
      on_record: take,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push({ line: lastLine + 1, column: null, code: 'BROKEN_CSV', message: error.message });
  }
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')), problems };
}
