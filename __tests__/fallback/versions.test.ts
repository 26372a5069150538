import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { makeAssembler } from '#graphql/fallback/assemble';
import { MAX_PAYLOAD, writeFrame } from '#graphql/fallback/frame';
import { fromPositions, type Shape, toPositions, VALUE } from '#graphql/fallback/positions';
import { STATE } from '#graphql/fallback/shapes';
import { anyOf, assembled } from './messages.ts';

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

/** The shape as a later release has it: a field more at the end of each type. */
function newer(shape: Shape): Shape {
  if (shape === VALUE) return shape;
  if (isList(shape)) return [newer(shape[0])];
  const fields = Object.entries(shape).map(([name, inner]) => [name, newer(inner)] as const);
  return { ...Object.fromEntries(fields), addedLater: VALUE, addedThen: [{ lang: VALUE }] };
}

/** A value without what only the newer shape has. */
function without(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, each) => (name.startsWith('added') ? undefined : each));
}

it('an older page reads all that it knows of what a newer publisher sends', () => {
  fc.assert(
    fc.property(anyOf(newer(STATE)), (sent) => {
      const told = JSON.parse(JSON.stringify(toPositions(newer(STATE), sent)));
      expect(fromPositions(STATE, told)).toEqual(without(sent));
    }),
  );
});

it('a newer page reads what an older publisher sends; what that did not know is absent', () => {
  fc.assert(
    fc.property(anyOf(STATE), (sent) => {
      const told = JSON.parse(JSON.stringify(toPositions(STATE, sent)));
      expect(fromPositions(newer(STATE), told)).toEqual(without(sent));
    }),
  );
});

/** Frames as a release sent them, and what they told. New releases add a file, none changes one. */
const recorded = JSON.parse(readFileSync(new URL('./recorded-b1.json', import.meta.url), 'utf8'));

it.each(
  recorded as { name: string; frames: string[]; message: unknown }[],
)('the frames that were recorded still tell the same: $name', async ({ frames, message }) => {
  expect(await assembled(frames)).toEqual([message]);
});

/** Frames of any content whatever, all checks right: what only another release or somebody with our code would send. */
function framesOf(content: Buffer, deflate: (content: Buffer) => Buffer = deflateRawSync): string[] {
  const base64 = deflate(content).toString('base64');
  const id = createHash('sha256').update(base64).digest().subarray(0, 6).toString('base64');
  const count = Math.ceil(base64.length / MAX_PAYLOAD);
  return Array.from({ length: count }, (_, index) => {
    const payload = base64.slice(index * MAX_PAYLOAD, (index + 1) * MAX_PAYLOAD);
    return writeFrame({ id, index, count, payload });
  });
}

it.each([
  ['a kind that is not known yet', '[9,"matsuri.main",{}]'],
  ['no list', '{"state":{}}'],
  ['a name of Object', '["constructor","matsuri.main","0",[]]'],
  ['a state without number', '[0,["matsuri.main","7"]]'],
  ['a state that is an object', '[0,{"stage":"matsuri.main","seq":1}]'],
  ['no state', '[0,null]'],
  ['a list where a value belongs', '[0,["matsuri.main",7,["2026"]]]'],
  ['a value where a list belongs', '[0,["matsuri.main",7,null,null,"LIVE"]]'],
  ['no file', '[1,"matsuri.main","00",null]'],
  ['no stage', '[1,null,"00",[]]'],
  ['no JSON', '[0,'],
  ['nothing', ''],
])('what is sent right but tells %s is counted as unreadable', async (_, content) => {
  const assembler = makeAssembler();
  expect(await assembled(framesOf(Buffer.from(content)), assembler)).toEqual([]);
  expect(assembler.ignored).toMatchObject({ unreadable: 1, mismatched: 0, damaged: 0 });
});

it('what is sent right but is no text, was not deflated, or unpacks to megabytes is counted as unreadable', async () => {
  const assembler = makeAssembler();
  const plain = (content: Buffer) => content;
  const odd = [
    framesOf(Buffer.from([0x5b, 0xff, 0xfe])),
    framesOf(Buffer.from('[0,["matsuri.main",7]]'), plain),
    framesOf(Buffer.from('[0,["matsuri.main",7]]'), (content) => deflateRawSync(content).subarray(0, -4)),
    framesOf(Buffer.from(`[0,["matsuri.main",7]${' '.repeat(2 ** 20)}]`)),
  ];
  expect(await assembled(odd.flat(), assembler)).toEqual([]);
  expect(assembler.ignored).toMatchObject({ unreadable: odd.length, mismatched: 0, damaged: 0 });
});

it('the least that a state can be is a state', async () => {
  const [message] = await assembled(framesOf(Buffer.from('[0,["matsuri.main",7]]')));
  expect(message).toEqual({ kind: 'state', state: { stage: 'matsuri.main', seq: 7 } });
});
