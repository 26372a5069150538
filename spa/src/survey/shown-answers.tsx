import { For, Show } from 'solid-js';
import type { Answer } from '#graphql/schema.generated';
import { resultsWords } from './survey-results-words.ts';

/** Sizes of the cloud, 0 to 4: by the logarithm, so that one answer given by everybody leaves the others readable. */
const STEPS = 4;

const sizeOf = (count: number, most: number): number =>
  most <= 1 ? 0 : Math.round((Math.log(count) / Math.log(most)) * STEPS);

/** The answers of a free text that moderation lets be shown: a cloud for the eye, a list for the ear. */
export function ShownAnswers(props: { readonly answers: readonly Answer[] }) {
  const most = () => Math.max(1, ...props.answers.map(({ count }) => count));
  return (
    <Show when={props.answers.length > 0} fallback={<p class="m">{resultsWords().noneShown}</p>}>
      <ul class="cloud">
        <For each={props.answers}>
          {(answer) => (
            <li class={`z${sizeOf(answer.count, most())}`}>
              {answer.text} <small>{resultsWords().times(answer.count)}</small>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
