import { randomBytes } from 'node:crypto';
import { IvsError } from './ivs-error.ts';

/** What lets an encoder in. */
export interface StreamKey {
  arn: string;
  value: string;
  channelArn: string;
}

/** The keys of the channels: one each at most, made with the channel. */
export class StreamKeys {
  readonly #keys = new Map<string, StreamKey>();

  /** @throws IvsError when the channel has a key: Amazon IVS allows one */
  create(channelArn: string): StreamKey {
    if (this.of(channelArn)) {
      throw new IvsError('ServiceQuotaExceededException', 'The quota of 1 stream key per channel is used up.');
    }
    const region = channelArn.split(':')[3];
    const id = randomBytes(9).toString('base64url').replace(/[-_]/g, '0');
    const key = {
      arn: channelArn.replace(/channel\/.*$/, `stream-key/${id}`),
      value: `sk_${region}_${id}_${randomBytes(15).toString('hex')}`,
      channelArn,
    };
    this.#keys.set(key.arn, key);
    return key;
  }

  of(channelArn: string): StreamKey | undefined {
    return [...this.#keys.values()].find((key) => key.channelArn === channelArn);
  }

  /** @throws IvsError when there is none */
  get(arn: string): StreamKey {
    const key = this.#keys.get(arn);
    if (!key) throw new IvsError('ResourceNotFoundException', `There is no stream key ${arn}.`);
    return key;
  }

  /** @throws IvsError when there is none */
  delete(arn: string): void {
    this.get(arn);
    this.#keys.delete(arn);
  }
}
