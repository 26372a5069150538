const textFrame = 0x81;

/** A whole, unmasked WebSocket text frame (RFC 6455, section 5.2) of a server's message. */
export function frame(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  return Buffer.concat([header(payload.length), payload]);
}

function header(length: number): Buffer {
  if (length < 126) return Buffer.from([textFrame, length]);
  if (length < 65_536) {
    const bytes = Buffer.from([textFrame, 126, 0, 0]);
    bytes.writeUInt16BE(length, 2);
    return bytes;
  }
  const bytes = Buffer.alloc(10);
  bytes[0] = textFrame;
  bytes[1] = 127;
  bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}

const beforeId = Buffer.from('{"id":');

/**
 * Data messages of one payload: the frame is built once per length of id, and per subscriber only the id is put in. Ids
 * that equal the one before (many clients count from 1) share the very bytes.
 */
export class DataFrames {
  readonly #tail: Buffer;
  readonly #templates = new Map<number, { bytes: Buffer; at: number }>();
  #lastId: Buffer | undefined;
  #lastFrame: Buffer | undefined;

  /** `payload` is the JSON of the message's `payload`. */
  constructor(payload: string) {
    this.#tail = Buffer.from(`,"type":"data","payload":${payload}}`, 'utf8');
  }

  /** `id` is the subscription's id as JSON. */
  for(id: Buffer): Buffer {
    if (this.#lastFrame && this.#lastId?.equals(id)) return this.#lastFrame;
    const { bytes, at } = this.#template(id.length);
    const made = Buffer.allocUnsafe(bytes.length);
    bytes.copy(made);
    id.copy(made, at);
    this.#lastId = id;
    this.#lastFrame = made;
    return made;
  }

  #template(idLength: number) {
    let template = this.#templates.get(idLength);
    if (!template) {
      const head = header(beforeId.length + idLength + this.#tail.length);
      const bytes = Buffer.concat([head, beforeId, Buffer.alloc(idLength), this.#tail]);
      template = { bytes, at: head.length + beforeId.length };
      this.#templates.set(idLength, template);
    }
    return template;
  }
}
