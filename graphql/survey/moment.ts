import { epochOf, storedTime } from '../clock.ts';
import { type Deadline, GRACE_MS, type Moment, UNDO_MS } from './machine.ts';

/** The moment of an act at this time, as it is stored. */
export function momentOf(now: string): Moment {
  return { now, undoUntil: later(now, UNDO_MS) };
}

/** The deadline that many seconds after this time; null or left out: none. */
export function deadlineAfter(time: string, seconds: number | null | undefined): Deadline {
  if (seconds === null || seconds === undefined) return { closesAt: null, takesUntil: null };
  const closesAt = later(time, seconds * 1000);
  return { closesAt, takesUntil: later(closesAt, GRACE_MS) };
}

function later(time: string, milliseconds: number): string {
  return storedTime(epochOf(time) + milliseconds);
}
