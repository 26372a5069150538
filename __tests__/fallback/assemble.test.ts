import fc from 'fast-check';
import { makeAssembler } from '#graphql/fallback/assemble';
import { encode } from '#graphql/fallback/encode';
import { MAX_FRAME_BYTES, readFrame, writeFrame } from '#graphql/fallback/frame';
import { serialize } from '#graphql/live/snapshot';
import { proseMessage, stateMessage, timetableMessage } from '../../bench/frames-show.ts';
import { assembled, someMessage } from './messages.ts';

/** An order of so many things in which each comes at least once, some several times. */
const someOrder = (count: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.nat(count - 1), { maxLength: count })
    .chain((again) => fc.shuffledSubarray([...Array(count).keys(), ...again], { minLength: count + again.length }));

const inOrder = (frames: readonly string[], order: readonly number[]) => order.map((index) => frames[index] ?? '');

it('frames are ASCII and fit PutMetadata', async () => {
  for (const cue of [...(await encode(proseMessage('ja', 4_000))), ...(await encode(stateMessage(1)))]) {
    expect(cue).toMatch(/^[\x20-\x7e]+$/);
    expect(cue.length).toBeLessThanOrEqual(MAX_FRAME_BYTES);
  }
});

it('any message comes back, in any order and with any repeats', async () => {
  await fc.assert(
    fc.asyncProperty(someMessage, fc.gen(), async (message, gen) => {
      const frames = await encode(message);
      const cues = inOrder(frames, gen(someOrder, frames.length));
      expect(await assembled(cues)).toEqual([message]);
    }),
    { numRuns: 300 },
  );
});

it('several messages come back, however their frames are mixed, and what lost a frame waits for its repeat', async () => {
  const messages = [stateMessage(1), proseMessage('ja', 4_000), timetableMessage(), stateMessage(2)];
  const all = await Promise.all(messages.map(encode));
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.array(fc.nat(30), { maxLength: 8 }), async (gen, lost) => {
      const cues = inOrder(all.flat(), gen(someOrder, all.flat().length));
      const dropped = new Set(inOrder(all.flat(), lost));
      const heard = cues.filter((cue) => !dropped.has(cue));
      const assembler = makeAssembler();
      const first = await assembled(heard, assembler);
      const whole = messages.filter((_, i) => all[i]?.every((cue) => !dropped.has(cue)));
      expect(first).toHaveLength(whole.length);
      expect(first).toEqual(expect.arrayContaining(whole));
      const later = await assembled(all.flat(), assembler);
      expect([...first, ...later]).toHaveLength(messages.length);
      expect([...first, ...later]).toEqual(expect.arrayContaining(messages));
    }),
    { numRuns: 100 },
  );
});

it('a text file comes back with the bytes that its name is the hash of', async () => {
  for (const message of [proseMessage('ja', 2_000), timetableMessage()]) {
    const [got] = await assembled(await encode(message));
    const bytes = [message, got].map((each) => each?.kind === 'text' && serialize(each.file));
    expect(bytes[1]).toBe(bytes[0]);
  }
});

it('the same message has the same frames, so that a repeat fills what the first time lost', async () => {
  const [once, again] = [await encode(proseMessage('ja', 1_000)), await encode(proseMessage('ja', 1_000))];
  expect(again).toEqual(once);
  expect(once).toHaveLength(2);
  expect(await assembled([once[1] ?? '', again[0] ?? ''])).toHaveLength(1);
});

it('a repeat of what is there tells nothing again', async () => {
  const frames = await encode(stateMessage(1));
  const assembler = makeAssembler();
  expect(await assembled([...frames, ...frames], assembler)).toHaveLength(1);
  expect(assembler.ignored.repeated).toBe(frames.length);
});

it('no more than sixteen messages are held unfinished, and the one that was silent longest is forgotten', async () => {
  const all = await Promise.all(Array.from({ length: 17 }, (_, seq) => encode(stateMessage(seq))));
  const [begun, ends] = [all.map(([cue]) => cue ?? ''), all.map(([, cue]) => cue ?? '')];
  const assembler = makeAssembler();
  // The first one is heard of again before the last one begins.
  await assembled([...begun.slice(0, 16), begun[0] ?? '', begun[16] ?? ''], assembler);
  expect(assembler.ignored.forgotten).toBe(1);
  const told = await assembled([...ends.slice(2), ends[0] ?? '', ends[1] ?? ''], assembler);
  expect(told.map((message) => message.kind === 'state' && message.state.seq)).toEqual([
    ...Array.from({ length: 15 }, (_, i) => i + 2),
    0,
  ]);
});

it('frames that are right one by one, but of different messages, are not taken for one', async () => {
  const [one, other] = [await encode(proseMessage('ja', 4_000)), await encode(proseMessage('ja', 3_900))];
  const [theirs] = other.map(readFrame);
  const [ours] = one.map(readFrame);
  if (typeof ours !== 'object' || typeof theirs !== 'object') throw new Error('no frame');
  const spliced = [writeFrame({ ...ours, payload: theirs.payload }), ...one.slice(1)];
  const assembler = makeAssembler();
  expect(await assembled(spliced, assembler)).toEqual([]);
  expect(assembler.ignored).toMatchObject({ mismatched: 1, damaged: 0 });
  expect(await assembled(one, assembler)).toEqual([proseMessage('ja', 4_000)]);
});

it('what no page would put together is refused by the sender', async () => {
  const random = Array.from({ length: 250_000 }, () => String.fromCharCode(0x4e00 + Math.random() * 20_000)).join('');
  const file = [{ lang: 'ja', value: random }];
  await expect(encode({ kind: 'text', stage: 'a.b', hash: '', file })).rejects.toThrow(/frames; most is 255/);
  await expect(
    encode({ kind: 'text', stage: 'a.b', hash: '', file: [{ lang: 'en', value: 'a'.repeat(2 ** 21) }] }),
  ).rejects.toThrow(/more than 1048576 bytes/);
});

it.each([
  ['ja', 2_000, 4],
  ['en', 2_000, 2],
] as const)('a description of the programme in %s with %d characters fits %d frames', async (lang, characters, most) => {
  expect((await encode(proseMessage(lang, characters))).length).toBeLessThanOrEqual(most);
});

it('a busy state fits three frames', async () => {
  expect((await encode(stateMessage(1))).length).toBeLessThanOrEqual(3);
});
