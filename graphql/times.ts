import type { Violation } from './errors.ts';

/** Checks that something ends after it starts. Epoch milliseconds, because Date does not exist in APPSYNC_JS. */
export function checkTimes(startsAt: number, endsAt: number): Violation | null {
  if (endsAt > startsAt) return null;
  return { code: 'INVALID_TIMES', field: 'endsAt', message: 'It must end after it starts.' };
}
