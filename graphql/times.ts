import type { Violation } from './errors.ts';

/** 10000-01-01T00:00:00Z. From there on, and before 1970, a time is not written in 24 characters that compare as strings. */
const END_OF_TIMES = 253402300800000;

/** Checks that something ends after it starts. Epoch milliseconds, because Date does not exist in APPSYNC_JS. */
export function checkTimes(startsAt: number, endsAt: number): Violation | null {
  if (!isStorable(startsAt)) return wrong('startsAt', 'It must start between the years 1970 and 9999.');
  if (!isStorable(endsAt)) return wrong('endsAt', 'It must end between the years 1970 and 9999.');
  return endsAt > startsAt ? null : wrong('endsAt', 'It must end after it starts.');
}

function isStorable(time: number): boolean {
  return time >= 0 && time < END_OF_TIMES;
}

function wrong(field: string, message: string): Violation {
  return { code: 'INVALID_TIMES', field, message };
}
