import { encode } from '#graphql/fallback/encode';
import type { TextFile } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';
import type { FramesMessage } from './frames-message.ts';

/** What sending needs. Everything outside the process stands here, so that tests can put something else in its place. */
export interface Sending {
  /** The highest number that a publisher of the stage has taken. */
  readonly readSeq: (stage: string) => Promise<number>;
  /** Whether the stage still takes a picture from the channel. */
  readonly usesChannel: (stage: string, channel: string) => Promise<boolean>;
  /** A text file; null where it is not there yet. */
  readonly readText: (stage: string, name: string) => Promise<TextFile | null>;
  /** Puts one frame into the channel's picture. False: the channel has none. */
  readonly putFrame: (channel: string, frame: string) => Promise<boolean>;
  /** Asks for a repeat in a few seconds. */
  readonly repeat: (message: FramesMessage) => Promise<void>;
  readonly pause: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly notice: (what: Notice, details: Record<string, unknown>) => void;
}

export type Notice =
  | 'Sent'
  /** A newer state is on its way, with repeats of its own. */
  | 'Outdated'
  /** The channel has no picture: nobody can see a frame. */
  | 'NotBroadcasting'
  /** The stage left the channel. */
  | 'Moved';

/** Amazon IVS takes five frames a second and channel; the clock of the next call may be a little early. */
export const PAUSE_MS = 250;

/**
 * Frames of texts that ride along with one sending of a state: with twelve, the repeats' delay and the state's own frames the state is repeated within
 * ten seconds, however long the texts are. A first sending takes few: a state may follow each second while a survey is open, and pages that join then
 * need the texts too.
 */
const TEXT_FRAMES = { first: 4, repeat: 12 };

/** New texts that are sent at once take their turn with the others beyond this: a sending ends within its function's time. */
const MOST_NEW_FRAMES = 32;

/**
 * Sends a state into a channel's picture, with the texts that pages cannot have, and with the next ones of all its texts in turn. It is repeated until
 * a publisher takes a higher number: so a channel has one chain of repeats, however many publishes there are.
 */
export const sendMessage = async (message: FramesMessage, sending: Sending): Promise<void> => {
  const { stage, channel, state, texts = [], repeat = 0 } = message;
  if ((await sending.readSeq(stage)) > state.seq) return sending.notice('Outdated', { stage, channel });
  if (!(await sending.usesChannel(stage, channel))) return sending.notice('Moved', { stage, channel });

  const fresh = await framesOf(stage, texts, sending);
  const others = namesOf(state).filter((name) => !texts.includes(name));
  const all = await framesOf(stage, others, sending);
  // Somewhere: with publishes close together nobody counts the turns.
  const start = message.cursor ?? Math.floor(sending.random() * all.length);
  const inTurn = turn(all, start, repeat === 0 ? TEXT_FRAMES.first : TEXT_FRAMES.repeat);
  const frames = [...(await encode({ kind: 'state', state })), ...fresh.slice(0, MOST_NEW_FRAMES), ...inTurn];
  for (const frame of frames) {
    if (!(await sending.putFrame(channel, frame))) return sending.notice('NotBroadcasting', { stage, channel });
    await sending.pause(PAUSE_MS);
  }
  sending.notice('Sent', { stage, channel, seq: state.seq, frames: frames.length });
  await sending.repeat({ stage, channel, state, repeat: repeat + 1, cursor: start + inTurn.length });
};

/** So many from a place on, and from the beginning again, none twice. */
const turn = (frames: readonly string[], start: number, most: number): string[] =>
  Array.from({ length: Math.min(most, frames.length) }, (_, i) => frames[(start + i) % frames.length] ?? '');

/** Names of the text files that a state names, the one most looked at first. */
const namesOf = ({ session, description, survey, next, programme }: LiveState): string[] =>
  [session?.description ?? description, survey?.answers, next?.description, programme].flatMap((name) => name ?? []);

const framesOf = async (stage: string, names: readonly string[], { readText }: Sending): Promise<string[]> => {
  const files = await Promise.all(names.map(async (hash) => ({ hash, file: await readText(stage, hash) })));
  const frames = await Promise.all(
    files.map(async ({ hash, file }) => (file ? encode({ kind: 'text', stage, hash, file }) : [])),
  );
  return frames.flat();
};
