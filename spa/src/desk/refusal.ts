import type { CombinedError } from '@urql/core';
import { ERROR_CODES, type ErrorCode } from '#graphql/errors';

/** A code of the closed list, or what can happen to any request on its way. */
export type RefusalCode = ErrorCode | 'SIGNED_OUT' | 'UNREACHABLE' | 'FAULT';

interface Details {
  /** The input's field that the code is about. */
  readonly field?: string | undefined;
  /** For CONFLICT the row's version now: null where it is gone, absent where unknown. */
  readonly version?: number | null | undefined;
  /** A sentence that says more than the code's own, in the language spoken now. */
  readonly said?: (() => string) | undefined;
}

/** Why something did not happen. People read the sentence for its code (`text/refusal-words.ts`). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly field: string | undefined;
  readonly version: number | null | undefined;
  readonly said: (() => string) | undefined;

  constructor(code: RefusalCode, details: Details = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.field = details.field;
    this.version = details.version;
    this.said = details.said;
  }
}

/** What AppSync puts beside `message`, outside the GraphQL specification; urql keeps it in `originalError`. */
interface AppSyncError {
  readonly errorType?: string | null;
  readonly errorInfo?: Details | null;
}

const isListed = (type: string): type is ErrorCode => (ERROR_CODES as readonly string[]).includes(type);

/** AppSync's own names for what it refuses before a resolver runs. */
const OWN_TYPES: Readonly<Record<string, RefusalCode>> = {
  Unauthorized: 'NOT_ADMITTED',
  UnauthorizedException: 'SIGNED_OUT',
  ThrottlingException: 'TOO_MANY_REQUESTS',
};

/** Reads the first error's `errorType` and `errorInfo`; a missing or refused token is HTTP 401. */
export function refusalOf(error: CombinedError): Refusal {
  if (error.networkError instanceof Refusal) return error.networkError;
  const status = (error.response as Response | undefined)?.status;
  if (status === 401) return new Refusal('SIGNED_OUT', {}, error);
  if (status === 429) return new Refusal('TOO_MANY_REQUESTS', {}, error);
  if (error.networkError) return new Refusal(status ? 'FAULT' : 'UNREACHABLE', {}, error);
  const told = error.graphQLErrors[0]?.originalError as AppSyncError | undefined;
  const type = told?.errorType ?? '';
  return new Refusal(isListed(type) ? type : (OWN_TYPES[type] ?? 'FAULT'), told?.errorInfo ?? {}, error);
}
