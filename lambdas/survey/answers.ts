import { createHash } from 'node:crypto';
import type { Cast } from './casts.ts';
import { type Counted, judge } from './judge.ts';

/** That one ballot began or ceased to give an answer. */
export interface Given {
  readonly sequence: string;
  readonly by: 1 | -1;
}

/** What a batch says of one free-text answer. */
export interface AnswerChange {
  readonly id: string;
  /** As it was given first in the batch. */
  readonly text: string;
  readonly firstAt: string;
  readonly given: readonly Given[];
}

/** What a batch of a TEXT's ballots says of each answer, in the order of the stream. */
export const answerChanges = (survey: Counted, casts: readonly Cast[]): AnswerChange[] => {
  const changes = new Map<string, AnswerChange & { given: Given[] }>();
  const note = (text: string, firstAt: string, given: Given): void => {
    const id = answerId(text);
    const change = changes.get(id) ?? { id, text, firstAt, given: [] };
    change.given.push(given);
    changes.set(id, change);
  };
  for (const { sequence, before, after } of casts) {
    const was = before && judge(survey, before).counted?.text;
    const is = judge(survey, after).counted?.text;
    if (was && is && answerId(was) === answerId(is)) continue;
    if (was) note(was, before.castAt, { sequence, by: -1 });
    if (is) note(is, after.castAt, { sequence, by: 1 });
  }
  return [...changes.values()];
};

/** Answers that differ in case, width or white space alone are one: 16 hexadecimal digits. */
export const answerId = (text: string): string =>
  createHash('sha256')
    .update(text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim())
    .digest('hex')
    .slice(0, 16);
