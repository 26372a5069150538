import type { FieldError } from '../errors.ts';

/** What a data source made of a request: `ctx.result` and `ctx.error` of the response handler. */
export interface Answer {
  result: unknown;
  error?: FieldError;
}

/** Carries out what a request handler returned. Throws only for faults of the engine itself. */
export type Source = (request: unknown) => Promise<Answer>;

/** A NONE data source: the request's payload is the result. */
export const noneSource: Source = async (request) => ({
  result: (request as { payload?: unknown } | null)?.payload ?? null,
});
