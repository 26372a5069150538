import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RENDITIONS, readLoop } from '../../../local/ivs/loop.ts';
import { aacFrames, type Read, read, textOf, type Unit } from './transport-stream.ts';

const loop = readLoop();
const FOLDER = join(import.meta.dirname, '../../../local/ivs/loop');
const FRAME = 3_000;
const AAC_FRAME = 1_920;
const VIDEO = 0x1b;
const AUDIO = 0x0f;
const METADATA = 0x15;

const pidOf = ({ streams }: Read, type: number) =>
  Number(Object.keys(streams).find((pid) => streams[Number(pid)] === type));
const unitsOf = (stream: Read, type: number): Unit[] => stream.units.filter(({ pid }) => pid === pidOf(stream, type));
const steps = (numbers: number[]) => [...new Set(numbers.slice(1).map((number, index) => number - numbers[index]!))];

/** Segments 4 to 19: over two loop points. */
const stretch = (name: 'hi' | 'lo') =>
  read(Buffer.concat(Array.from({ length: 16 }, (_, index) => loop.segment(name, index + 4, []))));

it('takes no more than 600 kB', () => {
  const bytes = readdirSync(FOLDER).reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0);
  expect(bytes).toBeLessThanOrEqual(600_000);
});

describe.each(RENDITIONS)('the loop as $name', ({ name, bandwidth }) => {
  const stream = stretch(name);

  it('shows 30 pictures a second without a gap, over the loop points', () => {
    const times = unitsOf(stream, VIDEO).map(({ pts }) => pts);
    expect(times).toHaveLength(960);
    expect(steps(times)).toEqual([FRAME]);
  });

  it('sounds without a gap, over the loop points', () => {
    const units = unitsOf(stream, AUDIO);
    const ends = units.map(({ pts, data }) => pts + aacFrames(data) * AAC_FRAME);
    const gaps = units.slice(1).map(({ pts }, index) => pts - ends[index]!);
    expect(gaps.filter((gap) => gap !== 0)).toEqual([]);
    expect(units.reduce((sum, { data }) => sum + aacFrames(data), 0)).toBe(1_500);
  });

  it('counts its packets on, save for metadata, whose count begins anew with each segment and says so', () => {
    const last = new Map<number, number>();
    for (const { pid, counter, hasPayload, discontinuity } of stream.packets) {
      const before = last.get(pid);
      if (before !== undefined && !discontinuity) expect(counter).toBe((before + (hasPayload ? 1 : 0)) & 15);
      last.set(pid, counter);
    }
    const jumps = stream.packets.filter(({ discontinuity }) => discontinuity);
    expect(jumps.map(({ pid }) => pid)).toEqual(Array(16).fill(pidOf(stream, METADATA)));
  });

  it('has a clock that only goes forward', () => {
    const clock = stream.packets.map(({ pcr }) => pcr).filter((pcr) => pcr !== undefined);
    expect(clock.length).toBeGreaterThan(16);
    expect(clock).toEqual(clock.toSorted((a, b) => a - b));
  });

  it('needs no more bits than its playlist says', () => {
    const metadata = { at: 0, text: 'x'.repeat(100) };
    for (let segment = 0; segment < 8; segment++) {
      expect(loop.segment(name, segment, [metadata]).length * 4).toBeLessThanOrEqual(bandwidth);
    }
  });
});

describe('metadata in a segment', () => {
  const text = 'ライブ "\\\n'.padEnd(400, '票');
  const put = [
    { at: 7 * 2_000 + 250, text: 'a' },
    { at: 7 * 2_000 + 1_750.4, text },
  ];
  const segment = read(loop.segment('lo', 7, put));
  const tags = unitsOf(segment, METADATA);

  it('is announced, by a table whose checksum is right', () => {
    expect(Object.values(segment.streams).sort()).toEqual([AUDIO, METADATA, VIDEO].sort());
    expect(segment.checksum).toBe(0);
  });

  it('comes back byte for byte, at the time of the picture that was being made', () => {
    const start = unitsOf(segment, VIDEO)[0]!.pts;
    expect(tags.map(({ data }) => textOf(data))).toEqual([undefined, 'a', text]);
    expect(tags.map(({ pts }) => pts - start)).toEqual([0, 22_500, 157_536]);
  });

  it('begins with a tag for the clock even when there is none', () => {
    for (const number of [0, 8, 9_999]) {
      const [first, ...more] = unitsOf(read(loop.segment('hi', number, [])), METADATA);
      expect(first!.data.subarray(10, 14).toString()).toBe('PRIV');
      expect(more).toEqual([]);
    }
  });

  it('keeps its time beyond the 26 hours after which times begin anew', () => {
    const far = 50_000;
    const late = read(loop.segment('hi', far, [{ at: far * 2_000 + 1_000, text: 'late' }]));
    const [video] = unitsOf(late, VIDEO);
    expect(unitsOf(late, METADATA).map(({ pts }) => pts - video!.pts)).toEqual([0, 90_000]);
    expect(video!.pts).toBeLessThan(far * 180_000);
  });
});
