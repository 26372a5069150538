import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { LiveSurvey, SurveyResults } from '#graphql/schema.generated';
import { around } from '../live/delays.ts';
import { keep } from '../live/keep.ts';
import { isRefusal } from './send-ballot.ts';
import type { Services } from './services.ts';

/** Whether only those who have answered see results now, which therefore are in no LiveState. */
export const areForAnswerers = (survey: LiveSurvey): boolean =>
  survey.policy === 'AFTER_ANSWER' && !survey.results?.counts && (survey.state === 'OPEN' || survey.state === 'CLOSED');

/** Asks for the results that are for those who have answered: spread at first, then calmly, and only when the number of ballots has changed. */
export function createOwnResults(
  survey: Accessor<LiveSurvey>,
  hasAnswered: Accessor<boolean>,
  { api, timers, spread }: Pick<Services, 'api' | 'timers' | 'spread'>,
): Accessor<SurveyResults | null> {
  const [results, setResults] = createSignal<SurveyResults | null>(null);
  let cancel = () => {};
  /** What was known when it was last asked: without anything new the answer would be the same. */
  let askedFor = '';
  const wanted = () => hasAnswered() && areForAnswerers(survey());
  const known = () => `${survey().version} ${survey().results?.status} ${survey().results?.ballots}`;

  async function ask(): Promise<void> {
    if (askedFor !== known() && document.visibilityState === 'visible') {
      const mine = known();
      try {
        const answer = await api.results(survey().id);
        askedFor = mine;
        setResults((before) => keep(before, answer));
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }
    if (wanted()) askIn(around(spread(), timers.random()));
  }

  function askIn(milliseconds: number): void {
    cancel();
    cancel = timers.after(milliseconds, () => void ask());
  }

  createEffect(
    on(wanted, (now) => {
      if (now) askIn(timers.random() * spread());
      else cancel();
    }),
  );
  onCleanup(() => cancel());
  return results;
}
