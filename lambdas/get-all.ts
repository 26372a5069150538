import { setTimeout } from 'node:timers/promises';
import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Key } from '#graphql/keys';

/** DynamoDB takes a hundred keys at a time. */
const MOST_KEYS = 100;
/** Keys come back unread where the table is too busy: asking again at once makes it busier. */
const FIRST_PAUSE_MS = 50;

/** Reads rows consistently, however many. Returns those that there are, in no order. */
export const makeGetAll =
  (documents: DynamoDBDocumentClient, table: string, signal?: AbortSignal) =>
  async <Row>(keys: readonly Key[]): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let wanted = [...keys], ceiling = FIRST_PAUSE_MS; wanted.length > 0; ) {
      const { Responses, UnprocessedKeys } = await documents.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted.slice(0, MOST_KEYS), ConsistentRead: true } } }),
        signal ? { abortSignal: signal } : {},
      );
      rows.push(...((Responses?.[table] ?? []) as Row[]));
      const left = (UnprocessedKeys?.[table]?.Keys ?? []) as Key[];
      wanted = [...wanted.slice(MOST_KEYS), ...left];
      if (left.length === 0) continue;
      await setTimeout(Math.random() * ceiling, undefined, signal && { signal });
      ceiling *= 2;
    }
    return rows;
  };
