/** What a player finds in a transport stream, read by other code than that which wrote it. */

export interface Unit {
  pid: number;
  /** In ticks of 90 kHz. */
  pts: number;
  data: Buffer;
}

export interface Read {
  packets: { pid: number; counter: number; hasPayload: boolean; discontinuity: boolean; pcr?: number }[];
  /** PES packets in the order in which they begin. */
  units: Unit[];
  /** Stream types by PID, as the first PMT has them, and what its checksum comes to: 0 if it is right. */
  streams: Record<number, number>;
  checksum: number;
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const feedback = ((crc >>> 31) ^ (byte >> bit)) & 1;
      crc = ((crc << 1) ^ (feedback ? 0x04c11db7 : 0)) >>> 0;
    }
  }
  return crc;
}

const bigPts = (b: Buffer): number =>
  Number(
    (BigInt((b[0]! >> 1) & 7) << 30n) |
      (BigInt((b[1]! << 7) | (b[2]! >> 1)) << 15n) |
      BigInt((b[3]! << 7) | (b[4]! >> 1)),
  );

function programOf(payload: Buffer): Pick<Read, 'streams' | 'checksum'> {
  const section = payload.subarray(1 + payload[0]!);
  const length = 3 + (section.readUInt16BE(1) & 0xfff);
  const streams: Record<number, number> = {};
  for (let at = 12 + (section.readUInt16BE(10) & 0xfff); at < length - 4; ) {
    streams[section.readUInt16BE(at + 1) & 0x1fff] = section[at]!;
    at += 5 + (section.readUInt16BE(at + 3) & 0xfff);
  }
  return { streams, checksum: crcOf(section.subarray(0, length)) };
}

export function read(bytes: Buffer): Read {
  const found: Read = { packets: [], units: [], streams: {}, checksum: -1 };
  const open = new Map<number, Unit>();
  let pmt = -1;
  for (let at = 0; at < bytes.length; at += 188) {
    const packet = bytes.subarray(at, at + 188);
    if (packet[0] !== 0x47) throw new Error(`no packet at ${at}`);
    const pid = packet.readUInt16BE(1) & 0x1fff;
    const field = packet[3]! & 0x20 ? packet[4]! : -1;
    const payload = packet.subarray(4 + 1 + field);
    const flags = field > 0 ? packet[5]! : 0;
    const pcr = flags & 0x10 ? packet.readUInt32BE(6) * 2 + (packet[10]! >> 7) : undefined;
    const hasPayload = (packet[3]! & 0x10) !== 0;
    found.packets.push({ pid, counter: packet[3]! & 15, hasPayload, discontinuity: (flags & 0x80) !== 0, pcr });
    const begins = (packet[1]! & 0x40) !== 0;
    if (pid === 0) pmt = payload.readUInt16BE(11) & 0x1fff;
    else if (pid === pmt && found.checksum === -1) Object.assign(found, programOf(payload));
    else if (begins && payload.readUIntBE(0, 3) === 1) {
      const unit = { pid, pts: bigPts(payload.subarray(9)), data: Buffer.from(payload.subarray(9 + payload[8]!)) };
      open.set(pid, unit);
      found.units.push(unit);
    } else if (hasPayload) {
      const unit = open.get(pid);
      if (unit) unit.data = Buffer.concat([unit.data, payload]);
    }
  }
  return found;
}

/** How many AAC frames a unit holds (ADTS headers give their lengths). */
export function aacFrames(data: Buffer): number {
  let frames = 0;
  for (let at = 0; at + 7 <= data.length; frames++) at += (data.readUIntBE(at + 3, 3) >> 5) & 0x1fff || data.length;
  return frames;
}

/** The text of an ID3 tag's TXXX frame; undefined for a tag of another kind. */
export function textOf(tag: Buffer): string | undefined {
  if (tag.subarray(10, 14).toString() !== 'TXXX') return undefined;
  const length = tag.subarray(14, 18).reduce((size, byte) => size * 128 + byte, 0);
  return tag
    .subarray(20 + 2, 20 + length)
    .toString('utf8')
    .replace(/\0$/, '');
}
