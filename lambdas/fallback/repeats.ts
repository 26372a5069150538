import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FramesMessage } from './frames-message.ts';

/** One repeat a channel within this: however many publishes there are, a channel has one chain of repeats. */
const WINDOW_MS = 5_000;

/** Asks for a channel's next repeat, by a queue whose delay is the pause between two. */
export const makeRepeats =
  (sqs: SQSClient, queueUrl: string, now: () => number) =>
  async (message: FramesMessage): Promise<void> => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.channel,
        MessageDeduplicationId: `${Math.floor(now() / WINDOW_MS)}#${message.channel}`.slice(-128),
      }),
    );
  };
