import { createHmac } from 'node:crypto';
import type { ExportedBallot } from '#graphql/schema.generated';
import { type StoredBallot, viewerOf } from './ballot-store.ts';
import { type Counted, judge } from './judge.ts';

/**
 * Makes ballots what the world may see of them. A voter is a keyed hash: the same in every export of a survey, another one in every survey, and nobody
 * without the site's key can tell whose. What was changed too late stands with the answer that counts and its time.
 */
export const makeExporter = (siteKey: string, survey: Counted): ((ballot: StoredBallot) => ExportedBallot) => {
  const surveyKey = createHmac('sha256', siteKey).update(survey.id).digest();
  return (ballot) => {
    const { verdict, counted } = judge(survey, ballot);
    const { choices, text } = counted ?? ballot;
    return {
      voter: createHmac('sha256', surveyKey).update(viewerOf(ballot)).digest('hex'),
      castAt: (verdict === 'AS_BEFORE' && ballot.prevAt) || ballot.castAt,
      choices,
      text: text ?? null,
      verdict,
    };
  };
};
