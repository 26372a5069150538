import { deflate, digest, MAX_CONTENT, toBase64 } from './bytes.ts';
import { MAX_FRAMES, MAX_PAYLOAD, writeFrame } from './frame.ts';
import { type Message, toJson } from './message.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/**
 * The frames of a message, in order: positional JSON, in the encoding that deflates shorter, deflated, base64, cut. The same message has the same
 * frames wherever deflate does the same. Throws a RangeError for what no page would put together.
 */
export async function encode(message: Message): Promise<string[]> {
  const json = toJson(message);
  const base64 = toBase64(await shortest([new TextEncoder().encode(json), utf16(json)]));
  const count = Math.ceil(base64.length / MAX_PAYLOAD);
  if (count > MAX_FRAMES) throw new RangeError(`a message of ${count} frames; most is ${MAX_FRAMES}`);
  const id = await digest(base64);
  return Array.from({ length: count }, (_, index) =>
    writeFrame({ id, index, count, payload: base64.slice(index * MAX_PAYLOAD, (index + 1) * MAX_PAYLOAD) }),
  );
}

/** Kana and ideographs take three bytes in UTF-8, whose order deflate makes little of; two in UTF-16. */
async function shortest(encodings: Uint8Array[]): Promise<Uint8Array> {
  const fitting = encodings.filter(({ length }) => length <= MAX_CONTENT);
  const [best] = (await Promise.all(fitting.map(deflate))).sort((a, b) => a.length - b.length);
  if (!best) throw new RangeError(`a message of more than ${MAX_CONTENT} bytes`);
  return best;
}

function utf16(text: string): Uint8Array {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
}
