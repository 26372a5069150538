import type { SQSRecord } from 'aws-lambda';
import { parseMessage } from '../change/message.ts';
import { settleAll } from '../settle-all.ts';
import type { Page } from './live-store.ts';

/**
 * Publishes each page that the batch names once, all at the same time: however many changes there were, one publish shows them all.
 * @returns why a message failed, by its id
 */
export const publishBatch = async (
  records: readonly SQSRecord[],
  publish: (page: Page) => Promise<void>,
): Promise<ReadonlyMap<string, unknown>> => {
  const started = new Map<string, Promise<void>>();
  const publishOnce = (page: Page): Promise<void> => {
    const name = page === 'site' ? page : page.stage;
    const running = started.get(name) ?? publish(page);
    started.set(name, running);
    return running;
  };
  const outcomes = await Promise.allSettled(records.map(async ({ body }) => settleAll(pagesOf(body).map(publishOnce))));
  return new Map(
    outcomes.flatMap((outcome, i) => (outcome.status === 'rejected' ? [[records[i]!.messageId, outcome.reason]] : [])),
  );
};

const pagesOf = (body: string): Page[] => {
  const { stages, site } = parseMessage(body);
  return [...stages.map((stage) => ({ stage })), ...(site ? ['site' as const] : [])];
};
