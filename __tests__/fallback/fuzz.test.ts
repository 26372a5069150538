import { makeAssembler } from '#graphql/fallback/assemble';
import { encode } from '#graphql/fallback/encode';
import { readFrame, writeFrame } from '#graphql/fallback/frame';
import { proseMessage, stateMessage, timetableMessage } from '../../bench/frames-show.ts';
import { randomFrom } from '../../bench/random.ts';
import { assembled } from './messages.ts';

const CUES = 100_000;
const random = randomFrom(20_261_121);
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= é演\u0000\uffff'.split('');

/** What may become of a cue on its way, from the harmless to what gets past the CRC. */
const harms: Record<string, (cue: string, other: string) => string> = {
  changed: (cue) => {
    const at = below(cue.length);
    return cue.slice(0, at) + oneOf(ALPHABET) + cue.slice(at + 1);
  },
  swapped: (cue) => {
    const at = below(cue.length - 1);
    return `${cue.slice(0, at)}${cue[at + 1]}${cue[at]}${cue.slice(at + 2)}`;
  },
  truncated: (cue) => cue.slice(0, below(cue.length)),
  beheaded: (cue) => cue.slice(1 + below(cue.length - 1)),
  lengthened: (cue, other) => cue + other.slice(0, below(100)),
  'of two halves': (cue, other) => cue.slice(0, below(cue.length)) + other.slice(below(other.length)),
  'with the head of another': (cue, other) => other.slice(0, 22) + cue.slice(22),
  'with a right CRC over the wrong payload': (cue, other) => forge(cue, other, ({ payload }) => ({ payload })),
  'with a right CRC over the wrong place': (cue, other) => forge(cue, other, ({ index }) => ({ index })),
  'with a right CRC over the wrong count': (cue, other) => forge(cue, other, ({ count }) => ({ count })),
  'with a right CRC over the wrong id': (cue, other) => forge(cue, other, ({ id }) => ({ id })),
  'of somebody else': () => oneOf(['', '{"poll":{"question":"?"}}', 'B1', 'B2AAAA', '<TXXX>', '\u0000'.repeat(300)]),
  noise: () => Array.from({ length: below(1_100) }, () => oneOf(ALPHABET)).join(''),
  'noise of ours': () => `B1${Array.from({ length: below(1_022) }, () => oneOf(ALPHABET)).join('')}`,
};

type Frame = Exclude<ReturnType<typeof readFrame>, string>;

function forge(cue: string, other: string, take: (other: Frame) => Partial<Frame>): string {
  const [ours, theirs] = [readFrame(cue), readFrame(other)];
  if (typeof ours === 'string' || typeof theirs === 'string') throw new Error('no frame');
  return writeFrame({ ...ours, ...take(theirs) });
}

it(`of ${CUES} damaged, reordered, truncated and foreign cues none throws and none is applied wrongly`, async () => {
  const shown = [...Array(400).keys()].map((seq) => stateMessage(seq));
  const texts = [...Array(400).keys()].map((i) => proseMessage(i % 2 ? 'ja' : 'en', 1_000 + 2 * i));
  const messages = [...shown, ...texts, timetableMessage()];
  const right = new Set(messages.map((message) => canonical(message)));
  const all = await Promise.all(messages.map(encode));
  const anyFrame = all.flat();
  const assembler = makeAssembler();
  const told = new Map<string, number>();
  const wrong: unknown[] = [];

  const take = async (cue: string) => {
    const message = await assembler.take(cue);
    if (!message) return;
    const key = canonical(message);
    if (right.has(key)) told.set(key, (told.get(key) ?? 0) + 1);
    else wrong.push(message);
  };

  for (let taken = 0; taken < CUES; ) {
    // Some messages at a time, with their frames mixed, as repeats and texts in turns mix them.
    const frames = [oneOf(all), oneOf(all), oneOf(all)].flat();
    for (let each = 0; each < frames.length * 2 && taken < CUES; each++, taken++) {
      const cue = oneOf(frames);
      const harm = random() < 0.25 ? undefined : oneOf(Object.values(harms));
      await take(harm ? harm(cue, oneOf(oneOf([frames, anyFrame]))) : cue);
    }
  }

  expect(wrong).toEqual([]);
  expect(told.size).toBeGreaterThan(300);
  for (const reason of ['foreign', 'damaged', 'repeated', 'mismatched', 'forgotten'] as const)
    expect(assembler.ignored[reason]).toBeGreaterThan(100);

  // Whatever it has been through, it takes what comes whole.
  const fresh = [stateMessage(9_999), proseMessage('ja', 3_999)];
  for (const message of fresh) expect(await assembled(await encode(message), assembler)).toEqual([message]);
}, 120_000);

/** Key order does not matter to a page. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
