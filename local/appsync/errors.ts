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
  /** The error's name on the wire, e.g. `UnrecognizedClientException`. */
  readonly errorType: string;

  constructor(message: string, errorType = 'UnrecognizedClientException') {
    super(message);
    this.errorType = errorType;
  }
}

/** A caller without valid credentials: HTTP 401 (or what `status` says), `connection_error` over WebSocket. */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized';
  readonly errorType: string;
  readonly status: number;

  constructor(
    message = 'You are not authorized to make this call.',
    errorType = 'UnauthorizedException',
    status = 401,
  ) {
    super(message);
    this.errorType = errorType;
    this.status = status;
  }
}

/** A request that AppSync answers with HTTP 4xx before it executes anything. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest';
  readonly errorType: string;
  readonly status: number;

  constructor(message: string, errorType = 'MalformedHttpRequestException', status = 400) {
    super(message);
    this.errorType = errorType;
    this.status = status;
  }
}

/** An error in a field, with what AppSync shows of it in `errors`. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly errorType: string | null;
  readonly data: unknown;
  readonly errorInfo: unknown;

  constructor(message: string, errorType: string | null = null, data: unknown = null, errorInfo: unknown = null) {
    super(message);
    this.errorType = errorType;
    this.data = data;
    this.errorInfo = errorInfo;
  }

  static from(error: EvaluatedError): FieldError {
    return new FieldError(error.message, error.type, error.data, error.errorInfo);
  }
}

/** What AppSync says when a caller's mode, groups or policy do not admit to a field. */
export function notAuthorized(field: string, type: string): FieldError {
  return new FieldError(`Not Authorized to access ${field} on type ${type}`, 'Unauthorized');
}
