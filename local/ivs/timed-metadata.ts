import { crc32, PACKET, payloadAt, writeTime } from './mpeg-ts.ts';

/** Carriage of timed ID3 in a transport stream: https://developer.apple.com/library/archive/documentation/AudioVideo/Conceptual/HTTP_Live_Streaming_Metadata_Spec/ */

/** A PID that ffmpeg does not use. */
const METADATA_PID = 0x1fe;
const STREAM_TYPE = 0x15;

// metadata_application_format 0xffff and metadata_format 0xff: look at the identifier, which is "ID3 "; metadata_service_id 0
const FORMAT = 'ffff49443320ff4944332000';
/** metadata_pointer_descriptor: the metadata is in this program, which has the number 1. */
const POINTER = Buffer.from(`250f${FORMAT}1f0001`, 'hex');
/** metadata_descriptor: no decoder configuration. */
const DESCRIPTOR = Buffer.from(`260d${FORMAT}0f`, 'hex');

/** A PMT packet with the stream of ID3 tags added. */
export function withMetadataStream(pmt: Buffer): Buffer {
  const section = pmt.subarray(payloadAt(pmt) + 1);
  const end = 3 + (section.readUInt16BE(1) & 0xfff) - 4;
  const programInfo = section.readUInt16BE(10) & 0xfff;
  const body = Buffer.concat([
    section.subarray(0, 12 + programInfo),
    POINTER,
    section.subarray(12 + programInfo, end),
    Buffer.from([STREAM_TYPE, 0xe0 | (METADATA_PID >> 8), METADATA_PID & 0xff, 0xf0, DESCRIPTOR.length]),
    DESCRIPTOR,
    Buffer.alloc(4),
  ]);
  body.writeUInt16BE(0xf000 | (programInfo + POINTER.length), 10);
  body.writeUInt16BE(0xb000 | (body.length - 3), 1);
  body.writeUInt32BE(crc32(body.subarray(0, -4)), body.length - 4);
  const head = Buffer.from([pmt[0]!, pmt[1]!, pmt[2]!, (pmt[3]! & 0x0f) | 0x10, 0]);
  return Buffer.concat([head, body, Buffer.alloc(PACKET - head.length - body.length, 0xff)]);
}

/** A tag to be raised at a time, in ticks. */
export interface TimedTag {
  tag: Buffer;
  pts: number;
}

/** private_stream_1 with data alignment and a PTS: the header before the tag. */
const PES_HEADER = Buffer.from([0, 0, 1, 0xbd, 0, 0, 0x84, 0x80, 5, 0, 0, 0, 0, 0]);
const PAYLOAD = PACKET - 4;
const DISCONTINUITY = 0x80;

/** The packets of a segment's tags. Their counter begins anew with each segment, and says so, since nobody counts what earlier ones had. */
export function metadataPackets(tags: readonly TimedTag[]): Buffer[] {
  const packets: Buffer[] = [];
  for (const { tag, pts } of tags) {
    const pes = Buffer.concat([PES_HEADER, tag]);
    pes.writeUInt16BE(pes.length - 6, 4);
    writeTime(pes, 9, pts, 2);
    for (let at = 0; at < pes.length; ) {
      // the first packet of all keeps two bytes free for an adaptation field with the flag
      const room = packets.length === 0 ? PAYLOAD - 2 : PAYLOAD;
      const payload = pes.subarray(at, at + room);
      packets.push(packet(payload, { begins: at === 0, counter: packets.length }));
      at += payload.length;
    }
  }
  return packets;
}

function packet(payload: Buffer, { begins, counter }: { begins: boolean; counter: number }): Buffer {
  const made = Buffer.alloc(PACKET, 0xff);
  const stuffing = PAYLOAD - payload.length;
  made[0] = 0x47;
  made.writeUInt16BE((begins ? 0x4000 : 0) | METADATA_PID, 1);
  made[3] = (stuffing > 0 ? 0x30 : 0x10) | (counter & 0x0f);
  if (stuffing > 0) made[4] = stuffing - 1;
  if (stuffing > 1) made[5] = counter === 0 ? DISCONTINUITY : 0;
  payload.copy(made, PACKET - payload.length);
  return made;
}
