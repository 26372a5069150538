// Browsers and Node have these alike, but graphql/ is compiled without the types of either.
interface Transform {
  readonly readable: unknown;
  readonly writable: unknown;
}
interface Bytes {
  getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> };
}
declare const CompressionStream: new (format: 'deflate-raw') => Transform;
declare const DecompressionStream: new (format: 'deflate-raw') => Transform;
declare const Response: new (body: Uint8Array) => { body: { pipeThrough(transform: Transform): Bytes } };
declare const Blob: new (parts: Uint8Array[]) => { arrayBuffer(): Promise<ArrayBuffer> };
declare const TextDecoder: new (encoding: string, options: { fatal: true }) => { decode(bytes: Uint8Array): string };
declare const crypto: { subtle: { digest(algorithm: 'SHA-256', bytes: Uint8Array): Promise<ArrayBuffer> } };
declare const atob: (base64: string) => string;
declare const btoa: (binary: string) => string;

/** The longest content that is unpacked, in bytes: no text file comes near, and a page does not run out of memory whoever sent it. */
export const MAX_CONTENT = 2 ** 20;

export const deflate = (bytes: Uint8Array): Promise<Uint8Array> =>
  through(new CompressionStream('deflate-raw'), bytes, Number.POSITIVE_INFINITY);

/** Rejects what was not deflated, and what unpacks to more than MAX_CONTENT. */
export const inflate = (bytes: Uint8Array): Promise<Uint8Array> =>
  through(new DecompressionStream('deflate-raw'), bytes, MAX_CONTENT);

async function through(transform: Transform, bytes: Uint8Array, most: number): Promise<Uint8Array> {
  const reader = new Response(bytes).body.pipeThrough(transform).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); part.value; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError(`more than ${most} bytes`);
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The first 48 bits of the SHA-256 of an ASCII text, as 8 characters of base64. */
export async function digest(ascii: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', fromAscii(ascii));
  return toBase64(new Uint8Array(hash, 0, 6));
}

export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** Throws where it is no base64. */
export const fromBase64 = (base64: string): Uint8Array => fromAscii(atob(base64));

const fromAscii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Reads JSON that begins with two ASCII characters: the second byte tells its encoding (RFC 4627, section 3). Throws where it is neither. */
export const decodeJson = (bytes: Uint8Array): string =>
  new TextDecoder(bytes[1] === 0 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
