import type { SQSRecord } from 'aws-lambda';
import { parseMessage } from '../change/message.ts';
import { settleAll } from '../settle-all.ts';
import type { Page } from './live-store.ts';

/**
 * Publishes each page that the batch names once, all at the same time: however many changes there were, one publish shows them all.
 * @param publish `routine`: a tick asks for it and no act. A batch is from one queue, which has the ones or the others.
 * @returns why a message failed, by its id
 */
export const publishBatch = async (
  records: readonly SQSRecord[],
  publish: (page: Page, routine: boolean) => Promise<void>,
): Promise<ReadonlyMap<string, unknown>> => {
  const started = new Map<string, Promise<void>>();
  const publishOnce = (page: Page, routine: boolean): Promise<void> => {
    const name = page === 'site' ? page : page.stage;
    const running = started.get(name) ?? publish(page, routine);
    started.set(name, running);
    return running;
  };
  const publishAll = async (body: string): Promise<void> => {
    const { kind, stages, site } = parseMessage(body);
    const pages: Page[] = [...stages.map((stage) => ({ stage })), ...(site ? ['site' as const] : [])];
    await settleAll(pages.map((page) => publishOnce(page, kind === 'tick')));
  };
  const outcomes = await Promise.allSettled(records.map(({ body }) => publishAll(body)));
  return new Map(
    outcomes.flatMap((outcome, i) => (outcome.status === 'rejected' ? [[records[i]!.messageId, outcome.reason]] : [])),
  );
};
