import { IvsError } from './ivs-error.ts';

/** Takes so many calls in any second, and no more: https://docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/service-quotas.html */
class PerSecond {
  readonly #rate: number;
  #taken: number[] = [];

  constructor(rate: number) {
    this.#rate = rate;
  }

  hasRoom(now: number): boolean {
    this.#taken = this.#taken.filter((at) => now - at < 1_000);
    return this.#taken.length < this.#rate;
  }

  take(now: number): void {
    this.#taken.push(now);
  }
}

const PUT_METADATA_PER_CHANNEL = 5;
/** Calls a second and account. What is not here has limits that the stack does not come near. */
const PER_ACCOUNT: Record<string, number> = { GetStream: 5, GetStreamSession: 5, ListStreams: 5, PutMetadata: 155 };

/** Call rates that Amazon IVS allows; none of them can be raised. */
export class Limits {
  readonly #account = new Map(Object.entries(PER_ACCOUNT).map(([operation, rate]) => [operation, new PerSecond(rate)]));
  readonly #channels = new Map<string, PerSecond>();

  /** @throws IvsError ThrottlingException; a call that is refused does not count */
  take(operation: string, channelArn: string, now: number): void {
    const asked = [this.#account.get(operation), operation === 'PutMetadata' ? this.#channel(channelArn) : undefined];
    const limits = asked.filter((limit) => limit !== undefined);
    if (!limits.every((limit) => limit.hasRoom(now))) {
      throw new IvsError('ThrottlingException', `Rate exceeded: ${operation}`);
    }
    for (const limit of limits) limit.take(now);
  }

  #channel(arn: string): PerSecond {
    const known = this.#channels.get(arn) ?? new PerSecond(PUT_METADATA_PER_CHANNEL);
    this.#channels.set(arn, known);
    return known;
  }
}
