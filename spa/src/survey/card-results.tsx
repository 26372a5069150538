import { Show, untrack } from 'solid-js';
import type { SurveyResults as Results } from '#graphql/schema.generated';
import { cardWords } from './card-words.ts';
import type { Card } from './create-card.ts';
import { ShownAnswers } from './shown-answers.tsx';
import { SurveyResults } from './survey-results.tsx';
import { resultsWords } from './survey-results-words.ts';

/** `So far, 3,064 votes`. */
export const statusLine = (results: Results): string =>
  cardWords().status(results.status, resultsWords().votes(results.ballots));

/** What came out, for those who may see it. */
export function CardResults(props: { readonly card: Card }) {
  const { survey, results, given, answers } = untrack(() => props.card);
  return (
    <Show when={results()?.counts && results()}>
      {(counted) => (
        <Show
          when={survey().kind === 'TEXT'}
          fallback={<SurveyResults survey={survey()} results={counted()} yours={given()?.choices} />}
        >
          <ShownAnswers answers={answers()} />
        </Show>
      )}
    </Show>
  );
}
