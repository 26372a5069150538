import type { TextFile } from '../live/snapshot.ts';
import type { LiveState } from '../schema.generated.ts';
import { fromPositions, toPositions } from './positions.ts';
import { FILES, STATE } from './shapes.ts';

/** What the fallback channel tells at a time: a stage's state, or a text file `text/<stage>/<hash>.json` that a state names. */
export type Message =
  | { kind: 'state'; state: LiveState }
  | { kind: 'text'; stage: string; hash: string; file: TextFile };

/** What a message begins with. A page ignores kinds that it does not know. */
const KIND = { state: 0, texts: 1, timetable: 2, answers: 3 } as const;

/** A message as positional JSON: `[0, state]`, `[1 to 3, stage, hash, file]`. */
export function toJson(message: Message): string {
  if (message.kind === 'state') return JSON.stringify([KIND.state, toPositions(STATE, message.state)]);
  const { stage, hash, file } = message;
  const kind = kindOf(file);
  return JSON.stringify([KIND[kind], stage, hash, toPositions(FILES[kind], file)]);
}

const FILE_KINDS = ['texts', 'timetable', 'answers'] as const;

const kindOf = (file: TextFile): (typeof FILE_KINDS)[number] =>
  'sessions' in file ? 'timetable' : 'answers' in file ? 'answers' : 'texts';

/**
 * The message again. Throws where the JSON is none, or not that of a message. A file is not held against its hash: of a newer publisher's, a page
 * leaves out what it does not know.
 */
export function fromJson(json: string): Message {
  const [kind, ...told] = JSON.parse(json);
  if (kind === KIND.state) {
    const state = fromPositions(STATE, told[0]) as LiveState;
    if (typeof state.stage !== 'string' || !Number.isInteger(state.seq)) throw new TypeError('a state without number');
    return { kind: 'state', state };
  }
  const name = FILE_KINDS.find((each) => KIND[each] === kind);
  const [stage, hash, file] = told;
  if (!name || typeof stage !== 'string' || typeof hash !== 'string' || !Array.isArray(file))
    throw new TypeError('no message that is known');
  return { kind: 'text', stage, hash, file: fromPositions(FILES[name], file) as TextFile };
}
