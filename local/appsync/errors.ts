import type { EvaluatedError } from './api.ts';

/** The engine does not support something that an API uses. The message names it, and where it stands. */
export class NotSupported extends Error {
  override readonly name = 'NotSupported';
}

/** An API contradicts itself: a resolver on a field that the schema lacks, an unknown data source … */
export class InvalidApi extends Error {
  override readonly name = 'InvalidApi';
}

/** Thrown by an `Iam` port when a request is not signed as it must be. */
export class IamRefused extends Error {
  override readonly name = 'IamRefused';

  constructor(
    message: string,
    /** The error's name on the wire, e.g. `UnrecognizedClientException`. */
    readonly errorType = 'UnrecognizedClientException',
  ) {
    super(message);
  }
}

/** A caller without valid credentials: HTTP 401 (or what `status` says), `connection_error` over WebSocket. */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized';

  constructor(
    message = 'You are not authorized to make this call.',
    readonly errorType = 'UnauthorizedException',
    readonly status = 401,
  ) {
    super(message);
  }
}

/** A request that AppSync answers with HTTP 4xx before it executes anything. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest';

  constructor(
    message: string,
    readonly errorType = 'MalformedHttpRequestException',
    readonly status = 400,
  ) {
    super(message);
  }
}

/** An error in a field, with what AppSync shows of it in `errors`. */
export class FieldError extends Error {
  override readonly name = 'FieldError';

  constructor(
    message: string,
    readonly errorType: string | null = null,
    readonly data: unknown = null,
    readonly errorInfo: unknown = null,
  ) {
    super(message);
  }

  static from(error: EvaluatedError): FieldError {
    return new FieldError(error.message, error.type, error.data, error.errorInfo);
  }
}

/** What AppSync says when a caller's mode, groups or policy do not admit to a field. */
export function notAuthorized(field: string, type: string): FieldError {
  return new FieldError(`Not Authorized to access ${field} on type ${type}`, 'Unauthorized');
}
