import { MAX_STAGES } from '../event/event.ts';
import { makeCells } from './cells.ts';
import { type Columns, readColumns } from './columns.ts';
import { type CsvRow, readCsv } from './csv-rows.ts';
import type { EventProgramme } from './event-programme.ts';
import type { Problem, Report } from './problem.ts';
import { readEvent, readSession, readStage } from './rows.ts';
import { readSurvey } from './survey-rows.ts';

export type ReadProgramme = { readonly programme: EventProgramme } | { readonly problems: readonly Problem[] };

/**
 * Reads an event with its stages, sessions and prepared surveys from a CSV file's text; docs/programme.md has the columns. Either all of it is right, or every problem
 * is told, by line.
 */
export function readProgramme(text: string): ReadProgramme {
  const { rows, problems } = readCsv(text);
  const reportOn =
    (line: number): Report =>
    (column, code, message) =>
      problems.push({ line, column, code, message });
  const [header = { line: 1, cells: [] }, ...body] = rows;
  const columns = readColumns(header, reportOn(header.line));
  const programme = columns && readRows(body, columns, reportOn);
  if (programme && problems.length === 0) return { programme };
  return { problems: problems.toSorted((a, b) => a.line - b.line) };
}

function readRows(rows: CsvRow[], columns: Columns, reportOn: (line: number) => Report): EventProgramme | null {
  const cells = rows.map((row) => makeCells(row, columns, reportOn(row.line)));
  const kinds = cells.map((row) => row.required('kind').toUpperCase());
  cells.forEach((row, i) => {
    if (kinds[i] && !KINDS.includes(kinds[i]))
      row.report('kind', 'UNKNOWN_KIND', `${kinds[i]} is no ${KINDS.join(', ')}.`);
  });
  const rowsOf = (...wanted: string[]) => cells.filter((_, i) => wanted.includes(kinds[i] ?? ''));

  const [eventRow, ...moreEvents] = rowsOf('EVENT');
  if (!eventRow) reportOn(1)(null, 'MISSING_EVENT', 'There is no row of kind EVENT.');
  for (const row of moreEvents) row.report('kind', 'SECOND_EVENT', 'A file holds one event.');
  const read = eventRow && readEvent(eventRow, columns.languages);

  const context = {
    event: read?.event.id ?? '',
    zone: read?.zone ?? 'UTC',
    times: read?.times ?? null,
    seen: new Map(),
  };
  const stages = rowsOf('STAGE').map((row, place) => {
    if (place === MAX_STAGES) row.report('kind', 'TOO_MANY', `An event has at most ${MAX_STAGES} stages.`);
    return readStage(row, context, place + 1);
  });
  const known = new Set(stages.map(({ id }) => id));
  const sessions = rowsOf('TALK', 'BREAK').map((row) => readSession(row, context, known));
  const counted = new Map<string, number>();
  const next = (stage: string) => {
    counted.set(stage, (counted.get(stage) ?? 0) + 1);
    return counted.get(stage) ?? 0;
  };
  const surveys = rowsOf('SURVEY').map((row) => readSurvey(row, context, known, next));
  return read ? { event: read.event, stages, sessions, surveys } : null;
}

const KINDS = ['EVENT', 'STAGE', 'TALK', 'BREAK', 'SURVEY'];
