import { For, Index, Show } from 'solid-js';
import type { Answer, LiveSurvey, SurveyResults } from '#graphql/schema.generated';
import { ratingOf } from '#graphql/survey/rating';
import { barsOf, type SurveyBar } from '../survey/survey-bars.ts';
import { resultsWords } from '../survey/survey-results-words.ts';
import { Texts } from '../text/texts.tsx';

interface Props {
  readonly survey: LiveSurvey;
  readonly answers: readonly Answer[];
}

/** What was answered: bars, or the words that moderation showed. */
export function Results(props: Props) {
  const counted = () => props.survey.results ?? { ballots: 0 };
  return (
    <Show when={props.survey.kind !== 'TEXT'} fallback={<Answers answers={props.answers} />}>
      <Show when={props.survey.kind === 'RATING' && props.survey.results}>
        {(results) => <Average results={results()} />}
      </Show>
      <ol class="bars">
        <Index each={barsOf(props.survey, counted())}>
          {(bar) => <Bar bar={bar()} numbered={props.survey.kind === 'RATING'} />}
        </Index>
      </ol>
    </Show>
  );
}

/** The number first, then the length; the leader is solid, the others are hatched. */
function Bar(props: { readonly bar: SurveyBar; readonly numbered: boolean }) {
  return (
    <li classList={{ top: props.bar.leads }}>
      <span class="l">
        <Show when={props.numbered}>
          <b>{props.bar.option}</b>{' '}
        </Show>
        <Texts of={props.bar.label} />
      </span>
      <span class="p">
        {props.bar.percent}
        <small>%</small>
      </span>
      <span class="g">
        <i style={{ '--v': props.bar.percent }} />
      </span>
      <span class="n">{resultsWords().votes(props.bar.count)}</span>
    </li>
  );
}

function Average(props: { readonly results: SurveyResults }) {
  return (
    <Show when={ratingOf(props.results.counts ?? [])}>
      {(rating) => (
        <p class="average">
          <span class="m">{resultsWords().average}</span> <b class="big">{rating().average.toFixed(1)}</b>{' '}
          <span class="m">{resultsWords().outOf}</span>{' '}
          <span class="m">{resultsWords().spread(rating().spread.toFixed(1))}</span>
        </p>
      )}
    </Show>
  );
}

/** The most frequent first, as many as there is room for. */
function Answers(props: { readonly answers: readonly Answer[] }) {
  const inOrder = () => props.answers.toSorted((a, b) => b.count - a.count);
  return (
    <ol class="answers">
      <For each={inOrder()}>
        {(answer) => (
          <li data-spare>
            <span>{answer.text}</span> <small>{resultsWords().times(answer.count)}</small>
          </li>
        )}
      </For>
    </ol>
  );
}
