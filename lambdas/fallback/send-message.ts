import { encode } from '#graphql/fallback/encode';
import type { TextFile } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';
import type { FramesMessage } from './frames-message.ts';

/** What sending needs. Everything outside the process stands here, so that tests can put something else in its place. */
export interface Sending {
  /** What last reached every page of the stage; null before the first. */
  readonly readPublished: (stage: string) => Promise<LiveState | null>;
  /** Whether the stage still takes a picture from the channel. */
  readonly usesChannel: (stage: string, channel: string) => Promise<boolean>;
  /** A text file; null where it is not there yet. */
  readonly readText: (stage: string, name: string) => Promise<TextFile | null>;
  /** Puts one frame into the channel's picture. False: the channel has none. */
  readonly putFrame: (channel: string, frame: string) => Promise<boolean>;
  /** Asks for a repeat in a few seconds. */
  readonly repeat: (message: FramesMessage) => Promise<void>;
  readonly pause: (ms: number) => Promise<void>;
  readonly notice: (what: Notice, details: Record<string, unknown>) => void;
}

export type Notice =
  | 'Sent'
  /** A newer state is behind it, or was sent. */
  | 'Outdated'
  /** The channel has no picture: nobody can see a frame. */
  | 'NotBroadcasting'
  /** The stage left the channel. */
  | 'Moved';

/** Amazon IVS takes five frames a second and channel; the clock of the next call may be a little early. */
export const PAUSE_MS = 250;

/**
 * Frames of texts that ride along with one repeat of the state: with these, the repeats' delay and the state's own frames the state is repeated
 * within ten seconds, however long the texts are.
 */
const TEXT_FRAMES = 12;

/** Sends a state into a channel's picture, with the texts that pages cannot have; a repeat sends the newest state and goes on with all texts in turn. */
export const sendMessage = async (message: FramesMessage, sending: Sending): Promise<void> => {
  const { stage, channel } = message;
  const published = await sending.readPublished(stage);
  const state = message.state ?? published;
  if (!state || (published && published.seq > state.seq)) return sending.notice('Outdated', { stage, channel });
  if (!(await sending.usesChannel(stage, channel))) return sending.notice('Moved', { stage, channel });

  const texts = message.state ? await framesOf(stage, message.texts ?? [], sending) : [];
  const all = message.state ? [] : await framesOf(stage, namesOf(state), sending);
  const cursor = all.length === 0 ? 0 : (message.cursor ?? 0) % all.length;
  const frames = [...(await encode({ kind: 'state', state })), ...texts, ...all.slice(cursor, cursor + TEXT_FRAMES)];
  for (const frame of frames) {
    if (!(await sending.putFrame(channel, frame))) return sending.notice('NotBroadcasting', { stage, channel });
    await sending.pause(PAUSE_MS);
  }
  sending.notice('Sent', { stage, channel, seq: state.seq, frames: frames.length });
  await sending.repeat({ stage, channel, cursor: cursor + TEXT_FRAMES });
};

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
