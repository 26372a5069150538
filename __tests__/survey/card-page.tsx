import { render } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import type { Answer, LiveSurvey } from '#graphql/schema.generated';
import { keptKey } from '../../spa/src/survey/kept-ballot.ts';
import { type Folding, SurveyCard } from '../../spa/src/survey/survey-card.tsx';
import { setLanguage } from '../../spa/src/text/language.ts';
import { settle } from '../live/fake-time.ts';
import { ID, makeCardWorld } from './card-world.tsx';

/** Nothing is kept, and English is spoken. */
export function forget(): void {
  localStorage.clear();
  sessionStorage.clear();
  setLanguage('en');
}

/** What the browser kept of the ballot, as from before the page was loaded. */
export const keepBallot = (kept: object): void =>
  localStorage.setItem(keptKey(ID), JSON.stringify({ asked: true, at: 1, ...kept }));

export const keepDraft = (draft: object): void =>
  localStorage.setItem(`butai.draft.${ID}`, JSON.stringify({ at: 1, ...draft }));

/** Shows a survey's card. `next` shows a later state of the survey. */
export function showCard(first: LiveSurvey, more: { answers?: readonly Answer[]; folding?: Folding } = {}) {
  const world = makeCardWorld();
  const [survey, setSurvey] = createSignal(first);
  const { unmount } = render(() => (
    <SurveyCard survey={survey()} answers={[]} zone="Asia/Tokyo" services={world.services} {...more} />
  ));
  const next = async (change: Partial<LiveSurvey>) => {
    setSurvey({ ...survey(), version: (survey().version ?? 0) + 1, ...change });
    await settle();
  };
  return { ...world, next, unmount };
}
