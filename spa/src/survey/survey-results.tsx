import { Index, Show } from 'solid-js';
import { ratingOf } from '#graphql/survey/rating';
import { Texts } from '../text/texts.tsx';
import { CheckIcon } from './card-icons.tsx';
import { barsOf, type Choosable, type Counted } from './survey-bars.ts';
import { resultsWords } from './survey-results-words.ts';

interface Props {
  readonly survey: Choosable;
  readonly results: Counted;
  /** Ids of what the viewer chose. */
  readonly yours?: readonly string[] | undefined;
}

/** The count of a survey: a bar for each option. The number first, then the length; the leader is solid, never told by colour alone. */
export function SurveyResults(props: Props) {
  const bars = () => barsOf(props.survey, props.results, props.yours);
  return (
    <>
      <Show when={props.survey.kind === 'RATING'}>
        <Average results={props.results} />
      </Show>
      <ol class="bars">
        <Index each={bars()}>
          {(bar) => (
            <li classList={{ top: bar().leads }}>
              <span class="l">
                <span>
                  <Show when={props.survey.kind === 'RATING'}>{bar().option} </Show>
                  <Texts of={bar().label} />
                </span>
                <Show when={bar().yours}>
                  <span class="you">
                    <CheckIcon />
                    {resultsWords().yours}
                  </span>
                </Show>
              </span>
              <span class="p">
                {bar().percent}
                <small>%</small>
              </span>
              <span class="g">
                <i style={{ '--v': bar().percent }} />
              </span>
              <span class="n">{resultsWords().votes(bar().count)}</span>
            </li>
          )}
        </Index>
      </ol>
    </>
  );
}

/** The mean of a rating and how far answers lie from it. */
function Average(props: { readonly results: Counted }) {
  return (
    <Show when={ratingOf([...(props.results.counts ?? [])])}>
      {(rating) => (
        <p class="average">
          <span class="m">{resultsWords().average}</span> <b>{rating().average.toFixed(1)}</b>{' '}
          <span class="m">{resultsWords().outOf}</span>{' '}
          <span class="m sp">{resultsWords().spread(rating().spread.toFixed(1))}</span>
        </p>
      )}
    </Show>
  );
}
