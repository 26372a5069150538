import { MAX_FRAME_BYTES } from '#graphql/fallback/frame';

// What a first version does: JSON as it is, cut to what fits, the pieces told in order. It uses nothing of the product.

const HEAD_BYTES = 8;

/** `3/12:…`: the content as JSON in pieces of whole characters. */
export function cut(content: unknown): string[] {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const character of JSON.stringify(content)) {
    const more = Buffer.byteLength(character);
    if (bytes + more > MAX_FRAME_BYTES - HEAD_BYTES) {
      pieces.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += character;
    bytes += more;
  }
  pieces.push(piece);
  return pieces.map((each, index) => `${index}/${pieces.length}:${each}`);
}

/** Takes the pieces in order; after a gap it waits for the next beginning. Tells `broken` of what it put together that is no JSON. */
export function makeJoiner(broken: () => void): (cue: string) => unknown {
  let heard: string[] = [];
  let expected = 0;
  return (cue) => {
    const [, index, count, piece] = /^(\d+)\/(\d+):(.*)$/s.exec(cue) ?? [];
    if (piece === undefined || count === undefined) return null;
    if (index === '0') {
      heard = [];
      expected = Number(count);
    }
    if (Number(index) !== heard.length || Number(count) !== expected) {
      expected = 0;
      return null;
    }
    heard.push(piece);
    if (heard.length < expected) return null;
    expected = 0;
    try {
      return JSON.parse(heard.join(''));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      broken();
      return null;
    }
  };
}
