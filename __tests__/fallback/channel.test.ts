import { type Cue, PAUSE_MS, type Programme, ROUND_MS, receive, send } from '../../bench/frames-channel.ts';
import { cut, makeJoiner } from '../../bench/frames-naive.ts';
import { randomFrom } from '../../bench/random.ts';

const named = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);
const SHORT: Programme = { state: named('s', 2), texts: [named('a', 4), named('b', 7)] };
/** Its second text takes 15 s. */
const LONG: Programme = { state: named('s', 3), texts: [named('a', 4), named('b', 60)] };
const MINUTE = 60_000;

const begins = (cues: Cue[], name: string) => cues.filter(({ text }) => text === `${name}0`).map(({ at }) => at);
const gaps = (times: number[]) => times.slice(1).map((at, i) => at - (times[i] ?? 0));

describe.each([
  ['rests', SHORT],
  ['rests', LONG],
  ['never rests', SHORT],
  ['never rests', LONG],
] as const)('a channel that %s', (pacing, programme) => {
  const cues = send(programme, pacing, MINUTE);

  it('pauses after each cue', () => {
    expect(Math.min(...gaps(cues.map(({ at }) => at)))).toBe(PAUSE_MS);
  });

  it('repeats the state whole at least every ten seconds, however long a text is', () => {
    expect(Math.max(...gaps(begins(cues, 's')))).toBeLessThanOrEqual(ROUND_MS);
    const texts = cues.map(({ text }) => text);
    for (const [i, text] of texts.entries())
      if (text === 's0') expect(texts.slice(i, i + programme.state.length)).toEqual(programme.state);
  });

  it('sends each text in order, over and over', () => {
    for (const text of programme.texts) {
      const sent = cues.map((cue) => cue.text).filter((each) => text.includes(each));
      expect(sent.length).toBeGreaterThan(text.length);
      sent.forEach((each, i) => {
        expect(each).toBe(text[i % text.length]);
      });
    }
  });
});

it('a channel that rests sends each text once in a round', () => {
  const cues = send(SHORT, 'rests', MINUTE);
  expect(begins(cues, 's')).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000]);
  expect(begins(cues, 'b')).toHaveLength(6);
});

it('about as much is lost as is said, by frame and by segment, and of a segment all', () => {
  const cues = send(SHORT, 'never rests', 60 * MINUTE);
  for (const by of ['frame', 'segment'] as const) {
    const heard = [...receive(cues, { share: 0.2, by }, randomFrom(7))];
    expect(heard.length / cues.length).toBeGreaterThan(0.75);
    expect(heard.length / cues.length).toBeLessThan(0.85);
    // Eight cues fill a segment of 2 s, so what is missing between two that came is so many, or that many times it.
    const missing = gaps(heard.map(({ at }) => at)).map((gap) => gap / PAUSE_MS - 1);
    expect(missing.every((each) => each % 8 === 0)).toBe(by === 'segment');
  }
});

it('the naive way tells all that comes in order, and waits for the next beginning after a gap', () => {
  const content = { lang: 'ja', value: '止まっても困らないものを'.repeat(100) };
  const pieces = cut(content);
  expect(pieces).toHaveLength(4);
  expect(Math.max(...pieces.map((piece) => Buffer.byteLength(piece)))).toBeLessThanOrEqual(1_024);
  let broken = 0;
  const take = makeJoiner(() => broken++);
  const told = [...pieces, ...pieces.filter((_, i) => i !== 1), ...pieces].map(take);
  expect(told.map((each, i) => (each === null ? -1 : i)).filter((i) => i >= 0)).toEqual([3, 10]);
  expect(told[3]).toEqual(content);
  // Without an id it makes one of two.
  const other = { ...content, lang: 'en' };
  const mixed = [...pieces.slice(0, 2), ...cut(other).slice(2)].map(take).at(-1);
  expect(mixed).toEqual(content);
  expect([take('0/1:{'), broken]).toEqual([null, 1]);
});
