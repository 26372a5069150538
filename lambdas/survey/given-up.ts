import type { SurveyRow } from '#graphql/survey/machine';
import { atMost } from '../at-most.ts';
import { settleAll } from '../settle-all.ts';
import type { SurveyStore } from './survey-store.ts';

/** A batch that an event source mapping has given up: where it was, not what was in it. */
export interface GivenUp {
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  readonly batchSize: number;
}

/**
 * Reads a message of an on-failure destination. Throws on a body that Lambda cannot have sent.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export const readGivenUp = (body: string): GivenUp => {
  const batch = (JSON.parse(body) as { DDBStreamBatchInfo?: Partial<GivenUp> }).DDBStreamBatchInfo;
  const { shardId, startSequenceNumber, endSequenceNumber, batchSize } = batch ?? {};
  if (!shardId || !startSequenceNumber || !endSequenceNumber || !batchSize)
    throw new Error('no message about a batch of a stream');
  return { shardId, startSequenceNumber, endSequenceNumber, batchSize };
};

const MOST_AT_ONCE = 10;

/**
 * Marks the tally of every survey that may have lost ballots.
 * @returns the surveys' ids
 */
export const markTallies = async (
  { listStages, listSurveys, markDegraded }: Pick<SurveyStore, 'listStages' | 'listSurveys' | 'markDegraded'>,
  at: string,
): Promise<string[]> => {
  const oneOfFew = atMost(MOST_AT_ONCE);
  const stages = await listStages();
  const rows = await Promise.all(stages.map((stage) => oneOfFew(() => listSurveys(stage))));
  const concerned = rows.flat().filter(standsOnItsTally);
  await settleAll(concerned.map(({ id }) => oneOfFew(() => markDegraded(id, at))));
  return concerned.map(({ id }) => id);
};

/** Once certified, a survey has no more use for its tally; withdrawn, nobody sees it. */
const standsOnItsTally = ({ state, certificate }: SurveyRow): boolean =>
  !certificate && (state === 'OPEN' || state === 'CLOSED' || state === 'ENDED');
