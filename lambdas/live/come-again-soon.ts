import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/**
 * Lets failed messages come again sooner than their queue's visibility time-out would. While AppSync is away they are the only way of an act to the
 * snapshot and the picture: the next act of the same stage waits behind them, and publishes nothing before they do.
 * @param longestPause seconds: a message pauses for 1, 2, 4 … up to this
 * @throws what SQS refused; the messages then come when the queue lets them
 */
export const makeComeAgainSoon =
  (sqs: SQSClient, queueUrl: string, longestPause: number) =>
  async (failed: readonly SQSRecord[]): Promise<void> => {
    const ofQueue = failed.filter(({ eventSourceARN }) => nameOf(eventSourceARN, ':') === nameOf(queueUrl, '/'));
    if (ofQueue.length === 0) return;
    const { Failed = [] } = await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queueUrl,
        Entries: ofQueue.map(({ receiptHandle, attributes }, i) => ({
          Id: String(i),
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: Math.min(2 ** (Number(attributes.ApproximateReceiveCount) - 1), longestPause),
        })),
      }),
    );
    if (Failed.length > 0) throw new Error(Failed.map(({ Message }) => Message).join('; '));
  };

const nameOf = (address: string, separator: string): string => address.slice(address.lastIndexOf(separator) + 1);
