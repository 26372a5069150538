import { closeOnTime as stepOf, UNDO_MS } from '#graphql/survey/machine';
import type { SurveyStore } from './survey-store.ts';

/** What closing needs. Everything outside the process stands here, so that tests can put something else in its place. */
export interface Closing {
  readonly surveys: Pick<SurveyStore, 'read' | 'writeStep'>;
  readonly gateCopies: number;
  readonly now: () => Date;
}

/** Each lost race means that somebody else's act came first; more than a few in a row mean that something is wrong. */
const MOST_TRIES = 5;

/**
 * Closes a survey whose time is over, by the same conditional write that the desk would make.
 * @returns whether it did: not when it has more time now, or somebody else closed it
 */
export const closeOnTime = async (id: string, { surveys, gateCopies, now }: Closing): Promise<boolean> => {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const survey = await surveys.read(id);
    const time = now();
    const moment = { now: time.toISOString(), undoUntil: new Date(time.getTime() + UNDO_MS).toISOString() };
    const step = survey && stepOf(survey, moment);
    if (!step) return false;
    if (await surveys.writeStep(survey, step, gateCopies, moment.now)) return true;
  }
  throw new Error(`${id} was changed by others ${MOST_TRIES} times in a row`);
};
