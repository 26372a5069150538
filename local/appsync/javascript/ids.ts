import { randomBytes } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** KSUID counts seconds from 2014-05-13T16:53:20Z. */
const ksuidEpoch = 1_400_000_000;

/** A ULID (https://github.com/ulid/spec): 48 bits of milliseconds, 80 random bits, 26 characters of Crockford's base 32. */
export function ulid(now = Date.now()): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(now, 0, 6);
  randomBytes(10).copy(bytes, 6);
  return inBase(bytes, crockford, 26);
}

/** A KSUID (https://github.com/segmentio/ksuid): 32 bits of seconds, 128 random bits, 27 characters of base 62. */
export function ksuid(now = Date.now()): string {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32BE(Math.floor(now / 1000) - ksuidEpoch, 0);
  randomBytes(16).copy(bytes, 4);
  return inBase(bytes, base62, 27);
}

function inBase(bytes: Buffer, digits: string, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  const base = BigInt(digits.length);
  let text = '';
  for (let i = 0; i < length; i++) {
    text = digits.charAt(Number(rest % base)) + text;
    rest /= base;
  }
  return text;
}
