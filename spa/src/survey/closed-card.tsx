import { Match, Show, Switch, untrack } from 'solid-js';
import { AgainIcon, CheckIcon } from './card-icons.tsx';
import { CardResults } from './card-results.tsx';
import { cardWords } from './card-words.ts';
import type { Card } from './create-card.ts';
import { Given, Refused } from './question.tsx';

/** It takes no more answers: what became of the viewer's, and the results where they are shown. */
export function ClosedCard(props: { readonly card: Card }) {
  const { survey, phase, kept, given, fate, draft } = untrack(() => props.card);
  const unsent = () => (kept().ballot ? null : draft());
  const isInBars = () => phase() === 'results' && survey().kind !== 'TEXT' && fate()?.counted && !kept().pending;
  return (
    <>
      <Show when={!kept().pending}>
        <Verdict card={props.card} />
      </Show>
      <Switch>
        <Match when={kept().pending}>
          <p class="waits">
            <AgainIcon />
            {cardWords().unknown}
          </p>
          <p class="m">{cardWords().toldLater}</p>
        </Match>
        <Match when={kept().refused === 'SURVEY_NOT_OPEN'}>
          <p class="refused">{fate() ? cardWords().changeNotTaken : cardWords().verdict.LATE}</p>
        </Match>
        <Match when={kept().refused}>
          <Refused code={kept().refused} />
        </Match>
        <Match when={unsent()}>
          <p class="m">{cardWords().notSent}</p>
        </Match>
      </Switch>
      <Show when={isInBars() ? null : (kept().pending ?? given() ?? unsent())}>
        {(answer) => <Given survey={survey()} answer={answer()} />}
      </Show>
      <Show when={phase() === 'results'} fallback={<p class="m">{cardWords().counting}</p>}>
        <CardResults card={props.card} />
      </Show>
    </>
  );
}

/** Only what the server's times say. */
function Verdict(props: { readonly card: Card }) {
  const { fate } = untrack(() => props.card);
  const isCounted = () => fate()?.verdict === 'COUNTED';
  return (
    <Show when={fate()}>
      {(known) => (
        <p class={isCounted() ? 'ok' : 'refused'}>
          <Show when={isCounted()}>
            <CheckIcon />
          </Show>
          {cardWords().verdict[known().verdict]}
        </p>
      )}
    </Show>
  );
}
