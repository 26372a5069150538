/** ID3v2.4 tags as Amazon IVS puts them into the video: https://id3.org/id3v2.4.0-structure, https://id3.org/id3v2.4.0-frames */

/** Sizes have seven bits to a byte. */
const size = (bytes: number): Buffer =>
  Buffer.from([(bytes >> 21) & 127, (bytes >> 14) & 127, (bytes >> 7) & 127, bytes & 127]);

function tag(frameId: string, content: Buffer): Buffer {
  const frame = Buffer.concat([Buffer.from(frameId), size(content.length), Buffer.alloc(2), content]);
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), size(frame.length), frame]);
}

const UTF_8 = 3;

/** What PutMetadata carries: a TXXX frame without a description. */
export const textTag = (text: string): Buffer => tag('TXXX', Buffer.from(`${String.fromCharCode(UTF_8)}\0${text}\0`));

/**
 * Nothing that a page hears of. It stands at the start of every segment: amazon-ivs-player sets the clock of its cues by the first tag that it
 * meets, and without one starts 10 s late, or stalls, and raises the first cues too early.
 */
export const clockTag = (): Buffer => tag('PRIV', Buffer.from('local.butai.clock\0'));
