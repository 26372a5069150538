import type { LiveState } from '#graphql/schema.generated';

/** A publish on its way into the pictures of one channel: the first sending, or a repeat. */
export interface FramesMessage {
  readonly stage: string;
  /** ARN of the channel. */
  readonly channel: string;
  /** What was published. */
  readonly state: LiveState;
  /** Names of the text files that pages cannot have yet: they follow the state at once. */
  readonly texts?: readonly string[];
  /** Which of its repeats this is, from 1; absent: the first sending. */
  readonly repeat?: number;
  /** The place among the frames of all texts from which this sending goes on. */
  readonly cursor?: number;
}

/** Throws on a body that nobody here can have sent. */
export const parseFramesMessage = (body: string): FramesMessage => {
  const message: unknown = JSON.parse(body);
  if (!isFramesMessage(message)) throw new Error('not a message of the frames queues');
  return message;
};

const isFramesMessage = (value: unknown): value is FramesMessage =>
  typeof value === 'object' &&
  value !== null &&
  'stage' in value &&
  typeof value.stage === 'string' &&
  'channel' in value &&
  typeof value.channel === 'string' &&
  'state' in value &&
  typeof value.state === 'object' &&
  value.state !== null;
