import { util } from '@aws-appsync/utils';

/** A time as it is stored: UTC, milliseconds, `Z`, so that times compare as strings. AppSync may leave out milliseconds that are zero. */
export function storedTime(epochMilliseconds: number): string {
  const iso = util.time.epochMilliSecondsToISO8601(epochMilliseconds);
  return iso.length === 24 ? iso : `${iso.slice(0, 19)}.000Z`;
}

/** An AWSDateTime of any offset as epoch milliseconds. */
export function epochOf(dateTime: string): number {
  return util.time.parseISO8601ToEpochMilliSeconds(dateTime);
}

/** The server's time, as it is stored. */
export function now(): string {
  return storedTime(util.time.nowEpochMilliSeconds());
}
