import { For, Index, Match, Show, Switch } from 'solid-js';
import type { Answer, LiveSurvey } from '#graphql/schema.generated';
import { choosable } from '../survey/survey-bars.ts';
import { resultsWords } from '../survey/survey-results-words.ts';
import { Texts } from '../text/texts.tsx';
import { now } from '../time/now.ts';
import { overlayWords } from './overlay-words.ts';
import { Plate } from './plate.tsx';
import { QrCode } from './qr-code.tsx';
import { Results } from './results.tsx';

/** Before its end a survey is said to be closing soon: the picture arrives too late for seconds. */
const SOON = 15_000;

interface Props {
  readonly survey: LiveSurvey;
  /** Where it is answered. */
  readonly address: string;
  /** Whether bars take the place of the options. */
  readonly counted: boolean;
  readonly answers: readonly Answer[];
}

/** A question that is open, and where to answer it. */
export function SurveyPlate(props: Props) {
  const closing = () => Boolean(props.survey.closesAt) && Date.parse(props.survey.closesAt ?? '') - now() <= SOON;
  return (
    <Plate
      survey={props.survey}
      class={props.counted ? 'asked counted air' : 'asked air'}
      state={overlayWords().open}
      content={[props.counted, props.answers]}
    >
      <Hint survey={props.survey} />
      <Show when={props.counted} fallback={<Choices survey={props.survey} />}>
        <Results survey={props.survey} answers={props.answers} />
      </Show>
      <div class="way">
        <QrCode text={props.address} />
        <div>
          <p class="big">{resultsWords().votes(props.survey.results?.ballots ?? 0)}</p>
          <p class="closing">{closing() ? overlayWords().closing : ''}</p>
          <p class="address">
            <Address of={props.address} />
          </p>
          <p class="k">{overlayWords().scan}</p>
        </div>
      </div>
    </Plate>
  );
}

/** How it is answered, where that goes without saying it is left out. */
function Hint(props: { readonly survey: LiveSurvey }) {
  const fewest = () => props.survey.minChoices ?? 1;
  const most = () => props.survey.maxChoices ?? 1;
  const text = () => {
    if (props.survey.kind === 'TEXT') return overlayWords().ownWords;
    if (props.survey.kind !== 'MULTIPLE') return '';
    if (fewest() === most()) return overlayWords().exactly(most());
    return fewest() > 1 ? overlayWords().between(fewest(), most()) : overlayWords().upTo(most());
  };
  return (
    <Show when={text()}>
      <p class="hint">{text()}</p>
    </Show>
  );
}

/** What can be chosen, by letter; the steps of a rating in a row, with the words of those that have some. */
function Choices(props: { readonly survey: LiveSurvey }) {
  const choices = () => choosable(props.survey);
  return (
    <Switch>
      <Match when={props.survey.kind === 'RATING'}>
        <ol class="steps">
          <For each={choices()}>{({ id }) => <li>{id}</li>}</For>
        </ol>
        <ul class="options">
          <For each={choices().filter(({ label }) => label.length > 0)}>
            {({ id, label }) => (
              <li>
                <b>{id}</b>
                <Texts of={label} />
              </li>
            )}
          </For>
        </ul>
      </Match>
      <Match when={choices().length > 0}>
        <ol class="options">
          <Index each={choices()}>
            {(choice, i) => (
              <li>
                <b>{String.fromCharCode(65 + i)}</b>
                <Texts of={choice().label} />
              </li>
            )}
          </Index>
        </ol>
      </Match>
    </Switch>
  );
}

/** An address without its scheme, which may break where its parts meet. */
function Address(props: { readonly of: string }) {
  const parts = () => props.of.replace(/^https?:\/\//, '').split(/(?<=[/.])/);
  return (
    <For each={parts()}>
      {(part) => (
        <>
          {part}
          <wbr />
        </>
      )}
    </For>
  );
}
