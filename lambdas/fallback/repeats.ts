import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FramesMessage } from './frames-message.ts';

/** Asks for a repeat, by a queue whose delay is the pause between two. A sending that is carried out twice asks once. */
export const makeRepeats =
  (sqs: SQSClient, queueUrl: string) =>
  async (message: FramesMessage): Promise<void> => {
    const { stage, channel, state, repeat } = message;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        MessageGroupId: channel,
        MessageDeduplicationId: `${stage}#${state.seq}#${repeat}#${channel}`.slice(-128),
      }),
    );
  };
