import { FieldError } from '../errors.ts';

/** `util.time`, without the functions that take a Java format string. */
export const timeUtil = {
  nowISO8601: () => new Date().toISOString(),
  nowEpochSeconds: () => Math.floor(Date.now() / 1000),
  nowEpochMilliSeconds: () => Date.now(),
  parseISO8601ToEpochMilliSeconds(timestamp: string): number {
    const milliseconds = Date.parse(timestamp);
    if (Number.isNaN(milliseconds)) throw new FieldError(`Unable to parse ${timestamp} as ISO 8601`, 'Code');
    return milliseconds;
  },
  epochMilliSecondsToSeconds: (milliseconds: number) => Math.floor(milliseconds / 1000),
  epochMilliSecondsToISO8601: (milliseconds: number) => new Date(milliseconds).toISOString(),
};
