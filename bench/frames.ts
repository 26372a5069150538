import { isDeepStrictEqual, parseArgs } from 'node:util';
import { makeAssembler } from '#graphql/fallback/assemble';
import { encode } from '#graphql/fallback/encode';
import type { Message } from '#graphql/fallback/message';
import {
  type Cue,
  type Loss,
  PAUSE_MS,
  type Pacing,
  type Programme,
  ROUND_MS,
  receive,
  send,
} from './frames-channel.ts';
import { cut, makeJoiner } from './frames-naive.ts';
import { proseMessage, stateMessage, timetableMessage } from './frames-show.ts';
import { randomFrom } from './random.ts';
import { keep, percentile, type Row, say, thousands } from './report.ts';

const { values } = parseArgs({ options: { viewers: { type: 'string', default: '500' } } });
const VIEWERS = Number(values.viewers);
const LANGUAGES = ['ja', 'en'] as const;
const LENGTHS = [200, 500, 1_000, 2_000, 3_000, 4_000];
/** Of which the time to the full text is measured. */
const TIMED = [200, 1_000, 2_000, 4_000];
const MOST_FRAMES = { ja: 4, en: 2 };
/** Who has no text by then counts as so late. */
const GIVEN_UP_MS = 600_000;
const LOSSES: readonly (Loss & { name: string })[] = [
  { name: '0 %', share: 0, by: 'frame' },
  { name: '5 % of frames', share: 0.05, by: 'frame' },
  { name: '5 % of segments', share: 0.05, by: 'segment' },
  { name: '20 % of frames', share: 0.2, by: 'frame' },
  { name: '20 % of segments', share: 0.2, by: 'segment' },
];

type Content = Extract<Message, { kind: 'text' }>;
type Take = (cue: string) => Promise<unknown> | unknown;

interface Way {
  name: string;
  pacing: Pacing;
  cues(message: Message): Promise<string[]> | string[];
  /** One viewer's receiver. */
  receiver(): Take;
  /** Hears of what was told and never sent. */
  wrong(told: unknown): void;
}

const butai = {
  cues: encode,
  receiver: () => makeAssembler().take,
  wrong: (told: unknown) => problems.push(`applied wrongly: ${JSON.stringify(told).slice(0, 200)}`),
};
/** What the naive way put together and nobody sent. */
let broken = 0;
const WAYS: readonly Way[] = [
  { name: 'Butai', pacing: 'rests', ...butai },
  { name: 'Butai, no rest', pacing: 'never rests', ...butai },
  { name: 'naive', pacing: 'rests', cues: cut, receiver: () => makeJoiner(() => broken++), wrong: () => broken++ },
];

const seconds = (ms: number): string => (ms >= GIVEN_UP_MS ? `> ${GIVEN_UP_MS / 1_000}` : (ms / 1_000).toFixed(1));
const state = stateMessage(41);
const timetable = timetableMessage();
const problems: string[] = [];

/** From the first cue in the video to the last of what makes the text whole, for one viewer; milliseconds. */
async function timeToText(way: Way, text: Content, heard: Iterable<Cue>): Promise<number> {
  const take = way.receiver();
  for (const cue of heard) {
    const told = await take(cue.text);
    if (!told) continue;
    if (isDeepStrictEqual(told, text)) return cue.at;
    if (![state, timetable].some((sent) => isDeepStrictEqual(told, sent))) way.wrong(told);
  }
  return GIVEN_UP_MS;
}

async function measure(way: Way, text: Content): Promise<Row> {
  const programme: Programme = {
    state: await way.cues(state),
    texts: [await way.cues(text), await way.cues(timetable)],
  };
  const cues = send(programme, way.pacing, GIVEN_UP_MS);
  const row: Row = {};
  for (const loss of LOSSES) {
    const random = randomFrom(20_261_121);
    const times: number[] = [];
    // Without loss they are all alike.
    for (let viewer = 0; viewer < (loss.share ? VIEWERS : 1); viewer++)
      times.push(await timeToText(way, text, receive(cues, loss, random)));
    row[loss.name] = loss.share
      ? `${seconds(percentile(times, 50))}, ${seconds(percentile(times, 99))}`
      : seconds(percentile(times, 50));
  }
  return row;
}

const sizes: Row[] = [];
const sizeOf = async (name: string, characters: string, message: Message) => {
  const json = JSON.stringify(message.kind === 'state' ? message.state : message.file);
  const frames = (await encode(message)).length;
  const naive = cut(message).length;
  sizes.push({
    what: name,
    characters,
    'JSON bytes': thousands(Buffer.byteLength(json)),
    frames: String(frames),
    seconds: seconds(frames * PAUSE_MS),
    'naive frames': String(naive),
    'naive seconds': seconds(naive * PAUSE_MS),
  });
  return frames;
};

await sizeOf('state', '', state);
await sizeOf('timetable', '', timetable);
for (const lang of LANGUAGES) {
  for (const length of LENGTHS) {
    const frames = await sizeOf(`text, ${lang}`, thousands(length), proseMessage(lang, length));
    if (length === 2_000 && frames > MOST_FRAMES[lang])
      problems.push(`${thousands(length)} characters in ${lang} take ${frames} frames, not ${MOST_FRAMES[lang]}`);
  }
}
for (const row of sizes) say(`  ${Object.values(row).join(' | ')}`);

const times: Row[] = [];
for (const lang of LANGUAGES) {
  for (const length of TIMED) {
    for (const way of WAYS) {
      const row = {
        text: lang,
        characters: thousands(length),
        way: way.name,
        ...(await measure(way, proseMessage(lang, length))),
      };
      times.push(row);
      say(`  ${Object.values(row).join(' | ')}`);
    }
  }
}

const verdict =
  problems.length > 0
    ? problems.slice(0, 5).join('; ')
    : `nothing was applied wrongly; the naive way put together ${thousands(broken)} that nobody sent`;
keep(
  'frames',
  `Prose of examples/programme.csv. A frame each ${PAUSE_MS} ms, the state (${sizes[0]?.frames} frames) whole every ${ROUND_MS / 1_000} s or, with no rest, before each text; the texts and a timetable (${sizes[1]?.frames} frames) in turns. Second table: seconds from the first cue in the video to the full text, p50, p99 of ${VIEWERS} viewers; a segment is 2 s.`,
  [sizes, times],
  `${verdict}.`,
);
say(`frames: ${verdict}`);
process.exitCode = problems.length > 0 ? 1 : 0;
