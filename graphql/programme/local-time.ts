import type { ProgrammeCode } from './problem.ts';

/** A time of the spreadsheet as an instant in epoch milliseconds, or what is wrong with it. */
export type ReadTime = { readonly at: number } | { readonly code: ProgrammeCode; readonly message: string };

/** `2026-11-20T18:00+09:00`, `2026-11-20 18:00`, `2026/11/20 9:00:00`: what spreadsheets write, with or without a zone. */
const FORM =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Reads a time. One without a zone is a clock's time in the event's zone. */
export function readTime(cell: string, zone: string): ReadTime {
  const [, year, , month, day, hour, minute, second = '0', offset] = FORM.exec(cell) ?? [];
  const clock = wallClock([year, month, day, hour, minute, second].map(Number));
  if (clock === null) return { code: 'INVALID_TIME', message: `${cell} is no date and time.` };
  if (offset !== undefined) return { at: clock - parseOffset(offset) };
  const [at, later] = instantsOf(clock, zone);
  if (at === undefined)
    return { code: 'SKIPPED_TIME', message: `Clocks in ${zone} skip ${cell}. Write the time with its offset.` };
  if (later !== undefined)
    return { code: 'AMBIGUOUS_TIME', message: `Clocks in ${zone} show ${cell} twice. Write the time with its offset.` };
  return { at };
}

/** Whether clocks know this zone. */
export function knowsZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What a clock shows, as if it were UTC; null for the 30th of February and the like. */
function wallClock(parts: number[]): number | null {
  const [year = Number.NaN, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(at)) return null;
  const date = new Date(at);
  const exists =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour && minute < 60;
  return exists && second < 60 ? at : null;
}

/** The instants at which clocks of the zone show this: one, none where they are put forward, two where they are put back. */
function instantsOf(clock: number, zone: string): number[] {
  const offsets = new Set([clock - DAY_MS, clock + DAY_MS].map((near) => offsetAt(near, zone)));
  return [...offsets].map((offset) => clock - offset).filter((at) => at + offsetAt(at, zone) === clock);
}

function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return parseOffset(name.slice('GMT'.length));
}

/** `+09:00`, `-0330`, `Z` or nothing, in milliseconds. */
function parseOffset(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
}
