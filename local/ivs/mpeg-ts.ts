/** Reading and writing packets of an MPEG-2 transport stream: ISO/IEC 13818-1 (ITU-T H.222.0), whose names are used. */

/** Bytes of a packet. */
export const PACKET = 188;
/** Ticks of PTS, DTS and the PCR's base in a millisecond. */
export const TICKS_PER_MS = 90;
/** Times have 33 bits: they begin anew after 26.5 hours. */
const WRAP = 2 ** 33;

export const PAT_PID = 0;

export const pidOf = (packet: Buffer): number => packet.readUInt16BE(1) & 0x1fff;
const beginsUnit = (packet: Buffer): boolean => (packet[1]! & 0x40) !== 0;
const hasAdaptation = (packet: Buffer): boolean => (packet[3]! & 0x20) !== 0;
export const hasPayload = (packet: Buffer): boolean => (packet[3]! & 0x10) !== 0;

/** Where a packet's payload begins. */
export const payloadAt = (packet: Buffer): number => 4 + (hasAdaptation(packet) ? 1 + packet[4]! : 0);

/** The packets of a segment, as views of it. */
export function* packetsOf(segment: Buffer): Generator<Buffer> {
  for (let at = 0; at < segment.length; at += PACKET) yield segment.subarray(at, at + PACKET);
}

/** Where a PMT is, as a PAT with one program says. */
export const pmtPidOf = (pat: Buffer): number => pat.readUInt16BE(payloadAt(pat) + 11) & 0x1fff;

/** Adds to a packet's continuity counter, which has 4 bits. */
export function advanceCounter(packet: Buffer, by: number): void {
  packet[3] = (packet[3]! & 0xf0) | ((packet[3]! + by) & 0x0f);
}

function readTime(bytes: Buffer, at: number): number {
  const high = (bytes[at]! & 0x0e) * 2 ** 29;
  return high + (bytes.readUInt16BE(at + 1) >> 1) * 2 ** 15 + (bytes.readUInt16BE(at + 3) >> 1);
}

/** Writes a PTS or DTS: its lowest 33 bits in five bytes, a marker bit after each part. `prefix` is what its first four bits say. */
export function writeTime(bytes: Buffer, at: number, ticks: number, prefix: number): void {
  bytes[at] = (prefix << 4) | (Math.floor(ticks / 2 ** 29) & 0x0e) | 1;
  bytes.writeUInt16BE(((Math.floor(ticks / 2 ** 15) & 0x7fff) << 1) | 1, at + 1);
  bytes.writeUInt16BE(((ticks & 0x7fff) << 1) | 1, at + 3);
}

/** Where the header of a PES that begins in this packet has its PTS. */
function timesAt(packet: Buffer): { at: number; hasPts: boolean; hasDts: boolean } | undefined {
  const at = payloadAt(packet);
  if (!beginsUnit(packet) || packet.readUIntBE(at, 3) !== 1) return undefined;
  const flags = packet[at + 7]! >> 6;
  return { at: at + 9, hasPts: (flags & 2) !== 0, hasDts: flags === 3 };
}

/** The PTS of a PES that begins in this packet. */
export function ptsOf(packet: Buffer): number | undefined {
  const times = timesAt(packet);
  return times?.hasPts ? readTime(packet, times.at) : undefined;
}

/** Moves the PCR, PTS and DTS of a packet by so many ticks. */
export function shiftTimes(packet: Buffer, by: number): void {
  const hasPcr = hasAdaptation(packet) && packet[4]! >= 7 && (packet[5]! & 0x10) !== 0;
  if (hasPcr) {
    const base = (packet.readUInt32BE(6) * 2 + (packet[10]! >> 7) + by) % WRAP;
    packet.writeUInt32BE(Math.floor(base / 2), 6);
    packet[10] = (packet[10]! & 0x7f) | ((base & 1) << 7);
  }
  const times = timesAt(packet);
  if (times?.hasPts) writeTime(packet, times.at, readTime(packet, times.at) + by, times.hasDts ? 3 : 2);
  if (times?.hasDts) writeTime(packet, times.at + 5, readTime(packet, times.at + 5) + by, 1);
}

const CRC_TABLE = Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

/** The checksum of PAT and PMT: MPEG-2's CRC 32, which is not zlib's. */
export const crc32 = (bytes: Uint8Array): number =>
  bytes.reduce((crc, byte) => ((crc << 8) ^ CRC_TABLE[((crc >>> 24) ^ byte) & 0xff]!) >>> 0, 0xffffffff);
