import type { Violation } from '../errors.ts';
import type { AnswerReview, Survey } from '../schema.generated.ts';
import { MAX_ANSWERS_REJECTED, MAX_ANSWERS_SHOWN } from './survey.ts';

/** Ids of the answers that moderation lets be shown, in the order of their showing, and of those that it turned down. */
export interface Reviewed {
  answersShown: string[];
  answersRejected: string[];
}

/** What moderation said so far, and now of this answer. NEW takes back what was said; an answer that is shown keeps its place. */
export function reviewed(
  survey: Pick<Survey, 'answersShown' | 'answersRejected'>,
  answer: string,
  review: AnswerReview,
): Reviewed {
  return {
    answersShown: withOrWithout(survey.answersShown ?? [], answer, review === 'SHOWN'),
    answersRejected: withOrWithout(survey.answersRejected ?? [], answer, review === 'REJECTED'),
  };
}

/** Checks that no more answers are shown, or turned down, than may be. */
export function checkReviewed({ answersShown, answersRejected }: Reviewed): Violation | null {
  if (answersShown.length > MAX_ANSWERS_SHOWN)
    return { code: 'TOO_MANY', field: 'answer', message: `At most ${MAX_ANSWERS_SHOWN} answers are shown.` };
  if (answersRejected.length > MAX_ANSWERS_REJECTED)
    return { code: 'TOO_MANY', field: 'answer', message: `At most ${MAX_ANSWERS_REJECTED} answers are turned down.` };
  return null;
}

function withOrWithout(answers: string[], answer: string, wanted: boolean): string[] {
  if (!wanted) return answers.filter((id) => id !== answer);
  return answers.indexOf(answer) >= 0 ? answers : [...answers, answer];
}
