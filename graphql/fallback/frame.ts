/** What Amazon IVS takes in one PutMetadata (https://docs.aws.amazon.com/ivs/latest/LowLatencyAPIReference/API_PutMetadata.html). */
export const MAX_FRAME_BYTES = 1_024;

/** Rises when a page that knows only the one before would misread what is sent. Cues of other versions are foreign. */
const VERSION = 'B1';
/** Where the parts of a frame begin. All is ASCII, so that characters are bytes. */
const AT = { id: 2, index: 10, count: 12, check: 14, payload: 22 } as const;

/** Characters of a message that fit one frame. */
export const MAX_PAYLOAD = MAX_FRAME_BYTES - AT.payload;
/** Most frames of one message: two hexadecimal digits count them. */
export const MAX_FRAMES = 255;

/** A piece of a message: `B1`, the message's id (8 characters), index and count (2 hexadecimal digits each), CRC-32 (8), payload. */
export interface Frame {
  /** The digest of all payloads in order, so that repeats of the same content are the same message. */
  id: string;
  /** From 0. */
  index: number;
  count: number;
  /** A part of the message's base64. */
  payload: string;
}

export function writeFrame({ id, index, count, payload }: Frame): string {
  const head = `${VERSION}${id}${hexadecimal(index, 2)}${hexadecimal(count, 2)}`;
  return `${head}${crc32(head + payload)}${payload}`;
}

/** Reads a cue. `foreign`: somebody else's, or another version's; `damaged`: not all of what was sent. Never throws. */
export function readFrame(cue: string): Frame | 'foreign' | 'damaged' {
  if (!cue.startsWith(VERSION) || cue.length > MAX_FRAME_BYTES) return 'foreign';
  const payload = cue.slice(AT.payload);
  if (crc32(cue.slice(0, AT.check) + payload) !== cue.slice(AT.check, AT.payload)) return 'damaged';
  const index = Number.parseInt(cue.slice(AT.index, AT.count), 16);
  const count = Number.parseInt(cue.slice(AT.count, AT.check), 16);
  return index < count ? { id: cue.slice(AT.id, AT.index), index, count, payload } : 'damaged';
}

const hexadecimal = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** CRC-32 as in zip and gzip, without the usual table: a few frames a second are not worth its bytes on the page. */
function crc32(ascii: string): string {
  let crc = -1;
  for (let i = 0; i < ascii.length; i++) {
    crc ^= ascii.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
  }
  return hexadecimal(~crc >>> 0, 8);
}
