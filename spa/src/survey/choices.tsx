import { Index, Show } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import { Texts } from '../text/texts.tsx';
import { cardWords } from './card-words.ts';
import { Question } from './question.tsx';
import { choosable } from './survey-bars.ts';

interface ChoicesProps {
  readonly survey: LiveSurvey;
  readonly chosen: readonly string[];
  readonly onChoose: (option: string, chosen: boolean) => void;
}

/** What can be chosen: one, some, or a step of five. */
export function Choices(props: ChoicesProps) {
  const options = () => choosable(props.survey);
  const isRating = () => props.survey.kind === 'RATING';
  const type = () => (props.survey.kind === 'MULTIPLE' ? 'checkbox' : 'radio');
  return (
    <fieldset aria-describedby="survey-hint survey-lack">
      <legend>
        <Question survey={props.survey} />
      </legend>
      <p class="m hint" id="survey-hint">
        {props.survey.kind === 'MULTIPLE' ? howMany(props.survey) : ''}
      </p>
      <div class={isRating() ? 'rate' : 'opts'}>
        <Index each={options()}>
          {(option) => (
            <label class="opt">
              <input
                type={type()}
                name="survey-choice"
                value={option().id}
                checked={props.chosen.includes(option().id)}
                onChange={(event) => props.onChoose(option().id, event.currentTarget.checked)}
              />
              <Show when={isRating()} fallback={<Texts of={option().label} />}>
                {option().id}
                <span class="vh">
                  <Texts of={option().label} />
                </span>
              </Show>
            </label>
          )}
        </Index>
      </div>
      <Show when={isRating()}>
        <p class="row m ends" aria-hidden="true">
          <Texts of={options()[0]?.label} />
          <span class="sp">
            <Texts of={options().at(-1)?.label} />
          </span>
        </p>
      </Show>
    </fieldset>
  );
}

/** How many choices make an answer. */
export function howMany({ minChoices, maxChoices, options }: LiveSurvey): string {
  const [min, max] = [minChoices ?? 1, maxChoices ?? 1];
  if (min === max) return cardWords().exactly(min);
  if (min > 1) return cardWords().from(min, max);
  return max < (options?.length ?? 0) ? cardWords().upTo(max) : cardWords().anyNumber;
}
