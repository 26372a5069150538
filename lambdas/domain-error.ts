import type { ErrorCode } from '#graphql/errors';

/** A refusal that the caller can understand and act on. Anything else that is thrown is a fault. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
