import { decodeJson, digest, fromBase64, inflate } from './bytes.ts';
import { readFrame } from './frame.ts';
import { fromJson, type Message } from './message.ts';

/** Why cues came to nothing. */
export interface Ignored {
  /** Somebody else's, or another version's. */
  foreign: number;
  /** Not all of what was sent. */
  damaged: number;
  /** Of a message that is there already, or a piece that is. */
  repeated: number;
  /** Messages that were whole but not what was sent, by their digest. */
  mismatched: number;
  /** Messages as sent that this page cannot read. */
  unreadable: number;
  /** Messages given up unfinished because too many others had begun. */
  forgotten: number;
}

export interface Assembler {
  /** Takes a cue's text, in any order. Resolves to the message that it completes, else to null; never rejects. */
  take(cue: string): Promise<Message | null>;
  readonly ignored: Readonly<Ignored>;
}

/** Messages that may be under way at a time: a few texts, and states that were overtaken before they were whole. */
const MOST_UNFINISHED = 16;
/** Messages that are remembered as done, so that repeats cost nothing. */
const MOST_DONE = 64;

/** Puts the messages of one stage's page together. Whoever takes them applies states by `seq`: they may be old. */
export function makeAssembler(): Assembler {
  const unfinished = new Map<string, Map<number, string>>();
  const done = new Set<string>();
  const ignored: Ignored = { foreign: 0, damaged: 0, repeated: 0, mismatched: 0, unreadable: 0, forgotten: 0 };

  /** All pieces of the message, once the last one is there. The message that was silent longest is the first to be forgotten. */
  function add(key: string, index: number, count: number, payload: string): string[] | null {
    const pieces = unfinished.get(key) ?? new Map<number, string>();
    if (pieces.has(index)) ignored.repeated++;
    pieces.set(index, payload);
    unfinished.delete(key);
    if (pieces.size === count) return Array.from({ length: count }, (_, i) => pieces.get(i) ?? '');
    unfinished.set(key, pieces);
    if (trim(unfinished, MOST_UNFINISHED)) ignored.forgotten++;
    return null;
  }

  async function read(pieces: string[], id: string): Promise<Message | 'mismatched' | 'unreadable'> {
    const base64 = pieces.join('');
    try {
      if ((await digest(base64)) !== id) return 'mismatched';
      return fromJson(decodeJson(await inflate(fromBase64(base64))));
    } catch {
      return 'unreadable';
    }
  }

  async function take(cue: string): Promise<Message | null> {
    const frame = readFrame(cue);
    if (typeof frame === 'string') {
      ignored[frame]++;
      return null;
    }
    const { id, index, count, payload } = frame;
    const key = `${id}${count}`;
    if (done.has(key)) {
      ignored.repeated++;
      return null;
    }
    const pieces = add(key, index, count, payload);
    if (!pieces) return null;
    done.add(key);
    trim(done, MOST_DONE);
    const message = await read(pieces, id);
    if (typeof message !== 'string') return message;
    ignored[message]++;
    // Whatever was wrong with it, its next repeat may be right.
    if (message === 'mismatched') done.delete(key);
    return null;
  }

  return { take, ignored };
}

/** Removes the oldest where there is one too many. */
function trim(kept: Map<string, unknown> | Set<string>, most: number): boolean {
  const [oldest] = kept.keys();
  return kept.size > most && oldest !== undefined && kept.delete(oldest);
}
