import { createEffect, createMemo, on, onCleanup } from 'solid-js';
import type { Timers } from '../live/timers.ts';
import { say } from '../page/say.ts';
import { tabStorage } from '../page/storage.ts';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { cardWords } from './card-words.ts';
import { leftOf } from './countdown.tsx';
import type { Card } from './create-card.ts';
import { barsOf } from './survey-bars.ts';
import { resultsWords } from './survey-results-words.ts';

/** The last opening that this tab told, also before it was loaded again. */
const TOLD = 'butai.survey.told';
/** Who types is not interrupted for longer. */
const HOLD = 5_000;
/** When a countdown is told, in seconds. */
const MARKS = [10, 30];

/**
 * Tells those who do not see the card what happens to the survey, politely, and little: that it opened, that 30 and 10 seconds are left to who has
 * not answered, that it closed and with what fate of the answer, and the results in full. A count that changes is silent.
 */
export function announce({ survey, phase, results, answers, given, fate }: Card, timers: Timers): void {
  const tell = makeTeller(timers);
  const question = () => plain(pick(survey().question, language()).value);
  const secondsLeft = () => Math.ceil((leftOf(survey()) ?? Number.POSITIVE_INFINITY) / 1000);
  const mark = createMemo(() => MARKS.find((seconds) => secondsLeft() <= seconds) ?? null);
  const isShown = createMemo(() => phase() === 'results');
  const verdict = () => {
    const known = fate();
    return known ? cardWords().verdict[known.verdict] : '';
  };

  createEffect(
    on(
      () => (survey().state === 'OPEN' ? `${survey().id} ${survey().openedAt}` : null),
      (opening) => {
        if (!opening || tabStorage.getItem(TOLD) === opening) return;
        tabStorage.setItem(TOLD, opening);
        const left = secondsLeft();
        tell(cardWords().said.opened(question(), Number.isFinite(left) ? cardWords().seconds(left) : ''));
      },
    ),
  );
  createEffect(
    on(
      mark,
      (seconds, before) => {
        if (seconds && phase() === 'ask' && (!before || seconds < before))
          tell(cardWords().said.left(cardWords().seconds(seconds)));
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => [survey().state, isShown()] as const,
      ([state, shown], before) => {
        if (before && state === 'WITHDRAWN' && before[0] !== state) tell(cardWords().said.withdrawn(question()));
        if (!before || state !== 'CLOSED') return;
        const closed = before[0] === 'OPEN' ? [cardWords().said.closed(question(), verdict())] : [];
        const counted = shown && !before[1] ? [resultsInFull()] : [];
        if (closed.length + counted.length > 0) tell([...closed, ...counted].join(' '));
      },
    ),
  );

  function resultsInFull(): string {
    const counted = results();
    const yours = given()?.choices ?? [];
    const words = cardWords().said;
    const bars = counted ? barsOf(survey(), counted, yours) : [];
    const lines =
      survey().kind === 'TEXT'
        ? answers().map(({ text, count }) => `${text} ${resultsWords().times(count)}`)
        : bars.map((bar) => {
            const label = pick(bar.label, language()).value || bar.option;
            return words.bar(
              plain(label),
              bar.percent,
              resultsWords().votes(bar.count),
              bar.yours ? resultsWords().yours : '',
            );
          });
    return words.results(question(), lines);
  }
}

const isTyping = (): boolean =>
  document.activeElement?.matches('textarea, input:not([type=radio], [type=checkbox])') ?? false;

/** Says it now, or as soon as nobody types any more; of several that wait, the newest. */
function makeTeller(timers: Timers): (text: string) => void {
  let waiting: string | null = null;
  let cancel = () => {};

  function tellNow(): void {
    cancel();
    document.removeEventListener('focusout', tellNow);
    if (waiting !== null) say(waiting);
    waiting = null;
  }

  onCleanup(() => {
    waiting = null;
    tellNow();
  });
  return (text) => {
    cancel();
    waiting = text;
    if (!isTyping()) return tellNow();
    cancel = timers.after(HOLD, tellNow);
    document.addEventListener('focusout', tellNow);
  };
}
