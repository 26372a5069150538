import { atMost } from '../at-most.ts';
import { settleAll } from '../settle-all.ts';
import { type AnswerChange, answerChanges } from './answers.ts';
import type { BallotStore } from './ballot-store.ts';
import type { Cast } from './casts.ts';
import { countOnce } from './count-once.ts';
import { deltasOf } from './deltas.ts';
import type { Counted } from './judge.ts';
import type { SurveyStore } from './survey-store.ts';

/** What counting needs. Everything outside the process stands here, so that tests can put something else in its place. */
export interface Counting {
  readonly surveys: Pick<SurveyStore, 'readAll' | 'addToTally'>;
  readonly ballots: Pick<BallotStore, 'addToAnswer'>;
  /** Counts something worth watching, and logs it with its details. */
  readonly notice: (what: Notice, amount: number, details: Record<string, unknown>) => void;
}

export type Notice =
  /** Ballots cast or changed that are in the tally now. */
  | 'Tallied'
  /** Records that came again. */
  | 'Repeated'
  /** Ballots of a survey that is gone; they count nowhere. */
  | 'UnknownSurvey'
  /** Ballots of a survey that could not be counted; they come again. */
  | 'NotTallied';

/** So many answers are written at the same time: each is a row of its own. */
const MOST_ANSWERS_AT_ONCE = 20;

/**
 * Adds a batch of one shard's ballots to their surveys' tallies. A survey that fails holds back none of the others.
 * @returns the first ballot of those that have to come again
 */
export const countBatch = async (
  casts: readonly Cast[],
  shard: string,
  counting: Counting,
): Promise<Cast | undefined> => {
  const bySurvey = Map.groupBy(casts, ({ survey }) => survey);
  const surveys = await counting.surveys.readAll([...bySurvey.keys()]);
  const failed = await Promise.all(
    [...bySurvey].map(async ([id, ofSurvey]) => {
      const survey = surveys.get(id);
      if (!survey) {
        counting.notice('UnknownSurvey', ofSurvey.length, { survey: id });
        return [];
      }
      return countSurvey(survey, ofSurvey, shard, counting).then(
        () => [],
        (error: unknown) => {
          counting.notice('NotTallied', ofSurvey.length, { survey: id, error });
          return ofSurvey.slice(0, 1);
        },
      );
    }),
  );
  return failed
    .flat()
    .reduce<Cast | undefined>((first, one) => (first && first.sequence < one.sequence ? first : one), undefined);
};

const countSurvey = async (
  survey: Counted,
  casts: readonly Cast[],
  shard: string,
  counting: Counting,
): Promise<void> => {
  const { surveys, notice } = counting;
  const counted = await countOnce(casts, (left, range) =>
    surveys.addToTally(survey.id, shard, { ...range, add: deltasOf(survey, left) }),
  );
  notice('Tallied', counted, { survey: survey.id });
  if (counted < casts.length) notice('Repeated', casts.length - counted, { survey: survey.id });
  if (survey.kind === 'TEXT') await countAnswers(survey, casts, shard, counting);
};

const countAnswers = async (
  survey: Counted,
  casts: readonly Cast[],
  shard: string,
  { ballots }: Counting,
): Promise<void> => {
  const oneOfFew = atMost(MOST_ANSWERS_AT_ONCE);
  const countAnswer = ({ given, ...answer }: AnswerChange): Promise<number> =>
    countOnce(given, (left, range) =>
      ballots.addToAnswer(survey.id, shard, answer, { ...range, count: left.reduce((sum, { by }) => sum + by, 0) }),
    );
  await settleAll(answerChanges(survey, casts).map((change) => oneOfFew(() => countAnswer(change))));
};
