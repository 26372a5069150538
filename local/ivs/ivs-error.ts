const STATUS = {
  ChannelNotBroadcasting: 404,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 402,
  ThrottlingException: 429,
  ValidationException: 400,
} as const;

/** An error that Amazon IVS's clients get, by its name on the wire. */
export class IvsError extends Error {
  override readonly name = 'IvsError';
  readonly code: keyof typeof STATUS;

  constructor(code: keyof typeof STATUS, message: string) {
    super(message);
    this.code = code;
  }

  get status(): number {
    return STATUS[this.code];
  }
}
