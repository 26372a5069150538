import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { MAX_FRAME_BYTES, MAX_PAYLOAD, readFrame, writeFrame } from '#graphql/fallback/frame';

const frame = { id: 'abcd/+EF', index: 10, count: 255, payload: 'W1sxXQ' };
const written = writeFrame(frame);

it('writes version, id, index, count, CRC and payload', () => {
  const check = crc32('B1abcd/+EF0affW1sxXQ').toString(16).padStart(8, '0');
  expect(written).toBe(`B1abcd/+EF0aff${check}W1sxXQ`);
});

it('reads what it wrote', () => {
  expect(readFrame(written)).toEqual(frame);
});

it('fills what PutMetadata takes, and not a byte more', () => {
  const full = writeFrame({ ...frame, payload: 'A'.repeat(MAX_PAYLOAD) });
  expect(Buffer.byteLength(full)).toBe(MAX_FRAME_BYTES);
  expect(readFrame(full)).toMatchObject({ index: 10 });
  expect(readFrame(writeFrame({ ...frame, payload: 'A'.repeat(MAX_PAYLOAD + 1) }))).toBe('foreign');
});

it('a cue of somebody else, and one of another version, is foreign', () => {
  for (const cue of ['', 'B', '{"poll":1}', 'ブタイ', `B2${written.slice(2)}`, `b1${written.slice(2)}`])
    expect(readFrame(cue)).toBe('foreign');
});

it('a frame that lost its end is damaged, wherever it was cut', () => {
  for (let length = 2; length < written.length; length++) expect(readFrame(written.slice(0, length))).toBe('damaged');
});

it('a frame with one character changed is not read, whichever it is and whatever stands there', () => {
  fc.assert(
    fc.property(fc.nat(written.length - 1), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (at, other) => {
      fc.pre(written[at] !== other);
      expect(typeof readFrame(written.slice(0, at) + other + written.slice(at + 1))).toBe('string');
    }),
  );
});

it('an index beyond the count is damage, though the CRC is right', () => {
  expect(readFrame(writeFrame({ ...frame, index: 3, count: 3 }))).toBe('damaged');
  expect(readFrame(writeFrame({ ...frame, index: 0, count: 0 }))).toBe('damaged');
});
