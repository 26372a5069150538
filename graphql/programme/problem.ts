import type { ErrorCode } from '../errors.ts';

/** What can be wrong with a spreadsheet, besides what can be wrong with any input. */
export const PROGRAMME_CODES = [
  /** A quote that is not closed, or stands where none may. What comes after it cannot be read. */
  'BROKEN_CSV',
  /** Characters that are not UTF-8: saved in another encoding. */
  'NOT_UTF8',
  'MISSING_COLUMN',
  'UNKNOWN_COLUMN',
  'DUPLICATE_COLUMN',
  'MISSING_EVENT',
  'SECOND_EVENT',
  'UNKNOWN_KIND',
  /** A TALK, BREAK or SURVEY on a stage that has no row. */
  'UNKNOWN_STAGE',
  'DUPLICATE_ID',
  'MISSING_CELL',
  /** A cell that rows of this kind do not use. */
  'UNUSED_CELL',
  /** Not a date and time, or a date that does not exist. */
  'INVALID_TIME',
  /** A local time that the clocks skip. */
  'SKIPPED_TIME',
  /** A local time that the clocks show twice. */
  'AMBIGUOUS_TIME',
  /** A session outside the event's times. */
  'OUTSIDE_EVENT',
  /** Languages that name different numbers of speakers. */
  'UNEQUAL_SPEAKERS',
  /** Languages that name different options. */
  'UNEQUAL_OPTIONS',
  /** A cell that takes one of a few words has another. */
  'UNKNOWN_WORD',
] as const;

export type ProgrammeCode = ErrorCode | (typeof PROGRAMME_CODES)[number];

/** One thing to correct in the spreadsheet. */
export interface Problem {
  /** The first line of its row, counted from 1, as an editor counts them. */
  readonly line: number;
  /** Name of its column; null where the row or the file as a whole is meant. */
  readonly column: string | null;
  readonly code: ProgrammeCode;
  /** For developers and logs, in English. */
  readonly message: string;
}

/** Takes down what is wrong with a row. */
export type Report = (column: string | null, code: ProgrammeCode, message: string) => void;
