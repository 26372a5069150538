import { CERTIFY_AFTER_MS, canUndo, type SurveyRow } from '#graphql/survey/machine';
import type { BallotStore } from './ballot-store.ts';
import { type ClosedSurvey, recount } from './recount.ts';
import type { SurveyStore } from './survey-store.ts';

/** What certifying needs. Everything outside the process stands here, so that tests can put something else in its place. */
export interface Certifying {
  readonly surveys: Pick<SurveyStore, 'read' | 'putCertificate'>;
  readonly ballots: Pick<BallotStore, 'readPartition'>;
  /** The key of the hashes that stand for voters. */
  readonly siteKey: () => Promise<string>;
  readonly now: () => Date;
}

/**
 * Counts a closed survey again from its ballots and writes the certificate, once.
 * @returns whether it did: not before a minute after closing, when whatever was taken is stored, and not when somebody was faster or undid the close
 */
export const certify = async (id: string, { surveys, ballots, siteKey, now }: Certifying): Promise<boolean> => {
  const survey = await surveys.read(id);
  const countedAt = now();
  if (!survey || !isCertifiable(survey, countedAt)) return false;
  const count = await recount(survey, ballots, await siteKey());
  return surveys.putCertificate(id, { ...count, countedAt: countedAt.toISOString() });
};

/** Whether a survey waits for its certificate at this time. One that the platform closed late may be opened again for a moment yet. */
export const isCertifiable = (survey: SurveyRow, at: Date): survey is ClosedSurvey => {
  const { state, certificate, closedAt } = survey;
  if ((state !== 'CLOSED' && state !== 'ENDED') || certificate || !closedAt) return false;
  if (survey.undo?.state === 'OPEN' && canUndo(survey, at.toISOString())) return false;
  return Date.parse(closedAt) + CERTIFY_AFTER_MS <= at.getTime();
};
