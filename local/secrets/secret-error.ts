/** An error that Secrets Manager's clients get, by its name on the wire. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code:
    | 'InvalidParameterException'
    | 'InvalidRequestException'
    | 'ResourceExistsException'
    | 'ResourceNotFoundException';

  constructor(code: SecretError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
