import { For, Show } from 'solid-js';
import type { Answer, LiveSurvey, Text } from '#graphql/schema.generated';
import { phrasesOf, pick, plain } from '../text/pick.ts';
import { ShownAnswers } from './shown-answers.tsx';
import { type Choosable, choosable } from './survey-bars.ts';
import { surveyDeskWords } from './survey-desk-words.ts';
import { SurveyResults } from './survey-results.tsx';
import { seeingOf } from './survey-steps.ts';

interface BillProps {
  readonly survey: Choosable & { readonly question?: readonly Text[] | null | undefined };
  readonly lang: string;
}

/** A question and what can be chosen, in the language that was picked and not in the desk's own. */
export function SurveyBill(props: BillProps) {
  return (
    <div lang={props.lang}>
      <p class="d">
        <For each={phrasesOf(pick(props.survey.question, props.lang).value)}>
          {(phrase) => (
            <>
              <span class="ph">{phrase.words}</span>
              {phrase.space ? ' ' : ''}
            </>
          )}
        </For>
      </p>
      <ol class="choices0">
        <For each={choosable(props.survey)}>
          {({ id, label }) => (
            <li>
              {props.survey.kind === 'RATING' ? `${id} ` : ''}
              {plain(pick(label, props.lang).value)}
            </li>
          )}
        </For>
      </ol>
    </div>
  );
}

/** The survey as the page has it: its card, and whether results are on it. */
export function SurveyOnPage(props: {
  readonly survey: LiveSurvey;
  /** Of a free text: the answers that are shown. */
  readonly answers: readonly Answer[];
  readonly lang: string;
}) {
  const state = () => props.survey.state ?? 'OPEN';
  const counts = () => props.survey.results?.counts;
  const seen = () => {
    const words = surveyDeskWords().seeing;
    const resultsShown = Boolean(counts() ?? props.survey.answers);
    const seeing = seeingOf({ state: state(), resultsShown, policy: props.survey.policy ?? 'OPERATOR_ONLY' });
    return seeing === 'everybody' ? words.everybody[props.survey.results?.status ?? 'SO_FAR'] : words[seeing];
  };
  return (
    <section class="survey0" aria-label={surveyDeskWords().onPage}>
      <p class="row">
        <span class="lamp" classList={{ air: state() === 'OPEN' }}>
          {surveyDeskWords().states[state()]}
        </span>
        <span class="m">{seen()}</span>
      </p>
      <Show when={state() !== 'WITHDRAWN'}>
        <Show
          when={props.survey.kind !== 'TEXT' && counts()}
          fallback={<SurveyBill survey={props.survey} lang={props.lang} />}
        >
          {(counted) => (
            <>
              <SurveyBill survey={{ ...props.survey, kind: 'TEXT', options: [] }} lang={props.lang} />
              <SurveyResults
                survey={props.survey}
                results={{ ballots: props.survey.results?.ballots ?? 0, counts: counted() }}
              />
            </>
          )}
        </Show>
        <Show when={props.survey.kind === 'TEXT' && props.survey.answers}>
          <ShownAnswers answers={props.answers} />
        </Show>
      </Show>
    </section>
  );
}
