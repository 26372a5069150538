import { Match, Show, Switch, untrack } from 'solid-js';
import { language } from '../text/language.ts';
import { exactClock } from '../time/format.ts';
import { AgainIcon, CheckIcon } from './card-icons.tsx';
import type { Phase } from './card-phase.ts';
import { CardResults, statusLine } from './card-results.tsx';
import { cardWords } from './card-words.ts';
import { ClosedCard } from './closed-card.tsx';
import type { Card } from './create-card.ts';
import { areForAnswerers } from './create-own-results.ts';
import { Given, Question, Refused } from './question.tsx';

interface Props {
  readonly card: Card;
  readonly zone: string;
}

const isOnItsWay = (phase: Phase): boolean => phase === 'sending' || phase === 'queued' || phase === 'unsent';

/** The card where it asks nothing: what became of the answer, and what came out. */
export function CardState(props: Props) {
  const { phase, survey, kept, results } = untrack(() => props.card);
  return (
    <>
      <Show when={phase() === 'results' && results()}>{(counted) => <p class="m">{statusLine(counted())}</p>}</Show>
      <Question survey={survey()} />
      <Switch fallback={<ClosedCard card={props.card} />}>
        <Match when={phase() === 'withdrawn'}>
          <p>{cardWords().withdrawn}</p>
        </Match>
        <Match when={phase() === 'barred'}>
          <Refused code={kept().refused} />
        </Match>
        <Match when={phase() === 'timeUp'}>
          <p class="m">{cardWords().timeUp}</p>
        </Match>
        <Match when={phase() === 'answered'}>
          <Received card={props.card} zone={props.zone} />
        </Match>
        <Match when={isOnItsWay(phase())}>
          <OnItsWay card={props.card} />
        </Match>
      </Switch>
    </>
  );
}

/** The server has it. */
function Received(props: Props) {
  const { survey, kept, results, timeUp, given } = untrack(() => props.card);
  const time = () => exactClock(Date.parse(kept().ballot?.castAt ?? ''), language(), props.zone);
  const note = () => {
    const counted = results();
    if (timeUp()) return cardWords().timeUp;
    if (counted?.counts) return statusLine(counted);
    if (areForAnswerers(survey())) return cardWords().inAMoment;
    return survey().policy === 'AFTER_CLOSE' ? cardWords().afterClose : cardWords().onceShown;
  };
  return (
    <>
      <p class="ok">
        <CheckIcon />
        {cardWords().received(time())}
      </p>
      <Refused code={kept().refused} />
      <Show when={!results()?.counts || survey().kind === 'TEXT'}>
        <Given survey={survey()} answer={given()} />
      </Show>
      <CardResults card={props.card} />
      <div class="act">
        <ChangeButton card={props.card} />
        <span class="m">{note()}</span>
      </div>
    </>
  );
}

/** It was sent, or waits to be; nobody knows yet whether it arrived. */
function OnItsWay(props: { readonly card: Card }) {
  const { phase, survey, kept, given } = untrack(() => props.card);
  return (
    <>
      <Given survey={survey()} answer={kept().pending ?? given()} />
      <Switch fallback={<p class="m">{cardWords().sending}</p>}>
        <Match when={phase() === 'queued'}>
          <p class="waits">
            <AgainIcon />
            {cardWords().offline}
          </p>
        </Match>
        <Match when={phase() === 'unsent'}>
          <p class="waits">
            <AgainIcon />
            {cardWords().notThere}
          </p>
          <p class="m">{cardWords().sentLater}</p>
        </Match>
      </Switch>
      <Show when={kept().ballot}>
        <p class="m">{cardWords().earlierStands}</p>
      </Show>
      <div class="act">
        <Show when={phase() === 'unsent'}>
          <button type="button" class="b1" onClick={() => props.card.sendAgain()}>
            <AgainIcon />
            {cardWords().again}
          </button>
        </Show>
        <Show when={phase() !== 'sending'}>
          <ChangeButton card={props.card} />
        </Show>
      </div>
    </>
  );
}

function ChangeButton(props: { readonly card: Card }) {
  const { survey, timeUp, kept } = untrack(() => props.card);
  const mayChange = () => survey().changes || !kept().ballot;
  return (
    <Show when={survey().state === 'OPEN' && mayChange() && !timeUp()}>
      <button type="button" onClick={() => props.card.setChanging(true)}>
        {cardWords().change}
      </button>
    </Show>
  );
}
