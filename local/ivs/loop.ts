import { readFileSync } from 'node:fs';
import { clockTag, textTag } from './id3.ts';
import {
  advanceCounter,
  hasPayload,
  PAT_PID,
  packetsOf,
  pidOf,
  pmtPidOf,
  ptsOf,
  shiftTimes,
  TICKS_PER_MS,
} from './mpeg-ts.ts';
import { metadataPackets, type TimedTag, withMetadataStream } from './timed-metadata.ts';

export const SEGMENT_MS = 2_000;
const SEGMENTS = 8;
export const LOOP_MS = SEGMENTS * SEGMENT_MS;

/** A quality that the loop is there in, as a master playlist names it. */
export interface Rendition {
  name: 'hi' | 'lo';
  width: number;
  height: number;
  /** Bits a second at most, all in all. */
  bandwidth: number;
  codecs: string;
}

export const RENDITIONS: readonly Rendition[] = [
  { name: 'hi', width: 640, height: 360, bandwidth: 160_000, codecs: 'avc1.4D401E,mp4a.40.2' },
  { name: 'lo', width: 320, height: 180, bandwidth: 110_000, codecs: 'avc1.4D400D,mp4a.40.2' },
];

/** A text that goes with the picture. */
export interface Metadata {
  /** Milliseconds since the loop's epoch. */
  at: number;
  text: string;
}

export interface Loop {
  /**
   * The segment that an encoder which had begun at the epoch would make as its `number`-th, from 0: the times in it go on for ever.
   * @param metadata what goes with it, all of it within the segment's time
   */
  segment(rendition: Rendition['name'], number: number, metadata: readonly Metadata[]): Buffer;
}

interface Recorded {
  segments: Buffer[];
  /** Packets with payload in the whole loop by PID: so far their counters are after a pass. */
  packets: Map<number, number>;
  /** The first PTS, in ticks. */
  start: number;
}

/** Reads the committed loop, which `make-loop.sh` made. */
export function readLoop(): Loop {
  const recorded = new Map(RENDITIONS.map(({ name }) => [name, read(name)]));
  return {
    segment(rendition, number, metadata) {
      const { segments, packets, start } = recorded.get(rendition)!;
      const pass = Math.floor(number / SEGMENTS);
      const ptsAt = (ms: number) => start + Math.round(ms * TICKS_PER_MS);
      const tags = [
        { tag: clockTag(), pts: ptsAt(number * SEGMENT_MS) },
        ...metadata.map(({ at, text }) => ({ tag: textTag(text), pts: ptsAt(at) })),
      ];
      return replay(segments[number % SEGMENTS]!, { pass, packets, tags });
    },
  };
}

function read(name: string): Recorded {
  const file = (index: number) => readFileSync(new URL(`loop/${name}-${index}.mpegts`, import.meta.url));
  const segments = Array.from({ length: SEGMENTS }, (_, index) => file(index));
  const packets = new Map<number, number>();
  for (const packet of packetsOf(Buffer.concat(segments))) {
    if (hasPayload(packet)) packets.set(pidOf(packet), (packets.get(pidOf(packet)) ?? 0) + 1);
  }
  const [start] = [...packetsOf(segments[0]!)].map(ptsOf).filter((pts) => pts !== undefined);
  if (start === undefined) throw new Error(`the loop ${name} has no picture in its first segment`);
  return { segments, packets, start };
}

/** A copy of a segment as it comes in a later pass, with tags right after its first PMT. */
function replay(
  segment: Buffer,
  { pass, packets, tags }: { pass: number; packets: Map<number, number>; tags: readonly TimedTag[] },
): Buffer {
  const out: Buffer[] = [];
  let pmtPid: number | undefined;
  let tagged = false;
  for (const recorded of packetsOf(segment)) {
    const packet = Buffer.from(recorded);
    const pid = pidOf(packet);
    advanceCounter(packet, pass * (packets.get(pid) ?? 0));
    if (pid === PAT_PID) pmtPid = pmtPidOf(packet);
    if (pid !== pmtPid) {
      shiftTimes(packet, pass * LOOP_MS * TICKS_PER_MS);
      out.push(packet);
      continue;
    }
    out.push(withMetadataStream(packet));
    if (!tagged) out.push(...metadataPackets(tags));
    tagged = true;
  }
  return Buffer.concat(out);
}
