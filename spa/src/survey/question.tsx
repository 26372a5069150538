import { For, Show } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import type { RefusalCode } from '../desk/refusal.ts';
import { later } from '../page/later.ts';
import { Texts, Title } from '../text/texts.tsx';
import type { Answered } from './kept-ballot.ts';
import { choosable } from './survey-bars.ts';

/** What is asked: the heading of the card. */
export function Question(props: { readonly survey: LiveSurvey }) {
  return (
    <h2 class="d q" id="survey-question" tabindex="-1">
      <Title of={props.survey.question} />
    </h2>
  );
}

/** An answer, in the survey's words or in the viewer's own. */
export function Given(props: { readonly survey: LiveSurvey; readonly answer: Answered | null }) {
  const chosen = () => choosable(props.survey).filter(({ id }) => props.answer?.choices.includes(id));
  return (
    <ul class="opts given">
      <For each={chosen()}>
        {(option) => (
          <li class="opt">
            <Show when={props.survey.kind === 'RATING'}>
              <b>{option.id}</b>
            </Show>
            <Texts of={option.label} />
          </li>
        )}
      </For>
      <Show when={props.answer?.text}>{(text) => <li class="opt">{text()}</li>}</Show>
    </ul>
  );
}

const RefusalSentence = later(async () => (await import('./refusal-sentence.tsx')).RefusalSentence);

/** Why an answer was not taken. The sentences come when one is needed: few viewers ever read one. */
export function Refused(props: { readonly code: RefusalCode | null }) {
  return (
    <Show when={props.code}>
      {(code) => (
        <p class="refused">
          <RefusalSentence code={code()} />
        </p>
      )}
    </Show>
  );
}
