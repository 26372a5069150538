import type { AnswerReview, ReviewedAnswer, Survey } from '#graphql/schema.generated';
import { isOnPage } from '#graphql/survey/machine';
import type { Done } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { expectShown, toSeen } from './survey-acts.ts';
import { surveyCountWords } from './survey-count-words.ts';
import { ANSWERS, REVIEW_ANSWER } from './survey-documents.ts';

/** How an answer stands by the survey's row, which is newer than what was read of the answer. */
const reviewOf = (survey: Survey, answer: string): AnswerReview => {
  if (survey.answersShown?.includes(answer)) return 'SHOWN';
  return survey.answersRejected?.includes(answer) ? 'REJECTED' : 'NEW';
};

/** Of those with this review the ones that most people gave first; the oldest first among equals. */
export const answersIn = (
  answers: readonly ReviewedAnswer[],
  survey: Survey,
  review: AnswerReview,
): readonly ReviewedAnswer[] =>
  answers
    .filter(({ id }) => reviewOf(survey, id) === review)
    .toSorted((a, b) => b.count - a.count || a.firstAt.localeCompare(b.firstAt));

/** All pages of a free text's answers. */
export async function allAnswers(desk: Desk, survey: string): Promise<ReviewedAnswer[]> {
  const all: ReviewedAnswer[] = [];
  let nextToken: string | null = null;
  do {
    const { answers }: Awaited<ReturnType<typeof askPage>> = await askPage(desk, survey, nextToken);
    all.push(...(answers?.answers ?? []));
    nextToken = answers?.nextToken ?? null;
  } while (nextToken);
  return all;
}

const askPage = (desk: Desk, survey: string, nextToken: string | null) => desk.api.ask(ANSWERS, { survey, nextToken });

/** Shows an answer, turns it down or takes that back. Only somebody else's review of the same answer is in its way. */
export async function reviewAnswer(desk: Desk, seen: Survey, answer: string, review: AnswerReview): Promise<Done> {
  const before = reviewOf(seen, answer);
  const survey = await toSeen(
    desk,
    seen,
    async (expected) => (await desk.api.act(REVIEW_ANSWER, { survey: seen.id, answer, review, expected })).reviewAnswer,
    (was, now) => now.state !== 'WITHDRAWN' && reviewOf(was, answer) === reviewOf(now, answer),
  );
  const done: Done = {
    said: () => surveyCountWords().reviewed[review],
    restores: () => surveyCountWords().restoresReview[before],
    undo: () => reviewAnswer(desk, survey, answer, before),
  };
  return isOnPage(survey) ? { ...done, expect: expectShown(survey) } : done;
}
