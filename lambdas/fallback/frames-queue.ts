import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LiveState } from '#graphql/schema.generated';
import type { FramesMessage } from './frames-message.ts';

/** What a publish says to the pictures. */
export interface ToFrames {
  readonly state: LiveState;
  /** ARNs of the stage's channels that have a picture. */
  readonly channels: readonly string[];
  /** Names of the text files that this publish brought. */
  readonly texts: readonly string[];
}

export type FramesQueue = ReturnType<typeof makeFramesQueue>;

/** Amazon SQS takes ten at a time; a stage has at most eight sources. */
const MOST_ENTRIES = 10;

/**
 * The queue of what is to be sent into pictures: one group per channel, so that its frames keep their order and their pace, first sendings and repeats
 * alike.
 */
export const makeFramesQueue = (sqs: SQSClient, queueUrl: string, abortSignal?: AbortSignal) => {
  /** Throws what SQS did not take. */
  const send = async (entries: readonly { message: FramesMessage; id: string }[]): Promise<void> => {
    if (entries.length === 0) return;
    const batch = new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: entries.slice(0, MOST_ENTRIES).map(({ message, id }, i) => ({
        Id: String(i),
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.channel,
        MessageDeduplicationId: id.slice(-128),
      })),
    });
    const { Failed = [] } = await sqs.send(batch, abortSignal ? { abortSignal } : {});
    if (Failed.length > 0)
      throw new Error(`frames were not queued: ${Failed.map(({ Message }) => Message).join('; ')}`);
  };

  return {
    /** A publish, for each channel of its stage. */
    put: ({ state, channels, texts }: ToFrames): Promise<void> =>
      send(
        channels.map((channel) => ({
          message: { stage: state.stage, channel, state, texts },
          id: `${state.stage}#${state.seq}#${channel}`,
        })),
      ),

    /** A repeat whose time has come. `id`: that of its message, so that one that comes twice is one. */
    putRepeat: (message: FramesMessage, id: string): Promise<void> => send([{ message, id: `repeat#${id}` }]),
  };
};
