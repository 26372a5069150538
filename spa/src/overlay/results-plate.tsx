import { Show } from 'solid-js';
import type { Answer, LiveSurvey } from '#graphql/schema.generated';
import { resultsWords } from '../survey/survey-results-words.ts';
import { overlayWords } from './overlay-words.ts';
import { Plate } from './plate.tsx';
import { Results } from './results.tsx';

interface Props {
  readonly survey: LiveSurvey;
  readonly answers: readonly Answer[];
}

/** What was answered, and how certain that is. */
export function ResultsPlate(props: Props) {
  const status = () => props.survey.results?.status ?? 'SO_FAR';
  return (
    <Plate survey={props.survey} class="counted" state={overlayWords().results[status()]} content={props.answers}>
      <Results survey={props.survey} answers={props.answers} />
      <p class="foot k">
        {resultsWords().votes(props.survey.results?.ballots ?? 0)}
        <Show when={props.survey.kind === 'MULTIPLE'}>
          <span>{overlayWords().several}</span>
        </Show>
      </p>
    </Plate>
  );
}
