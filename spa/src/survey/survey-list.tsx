import { For, Show } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { Title } from '../text/texts.tsx';
import { surveyDeskWords } from './survey-desk-words.ts';

interface Props {
  readonly desk: Desk;
  /** Id of the one that is worked on. */
  readonly current: string | undefined;
  readonly choose: (id: string) => void;
}

/** What is prepared for the stage, in its order, with how each stands. */
export function SurveyList(props: Props) {
  const ids = () => props.desk.surveys.all()?.map(({ id }) => id) ?? [];
  return (
    <Show
      when={ids().length > 0}
      fallback={
        <div class="empty">
          <p class="d">{surveyDeskWords().none}</p>
          <p class="m">{surveyDeskWords().noneHint}</p>
        </div>
      }
    >
      <ul class="sl" aria-label={surveyDeskWords().listLabel}>
        <For each={ids()}>
          {(id) => (
            <Show when={props.desk.surveys.all()?.find((survey) => survey.id === id)}>
              {(survey) => (
                <li>
                  <button
                    type="button"
                    aria-current={props.current === id ? 'true' : undefined}
                    onClick={() => props.choose(id)}
                  >
                    <Title of={survey().question} />
                    <Standing desk={props.desk} survey={survey()} />
                  </button>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** Its state in a word and a shape, with its ballots where they are known. */
function Standing(props: { readonly desk: Desk; readonly survey: Survey }) {
  const ballots = () => {
    const shown = props.desk.screens().state?.survey;
    return props.survey.certificate?.ballots ?? (shown?.id === props.survey.id ? shown.results?.ballots : undefined);
  };
  const said = () => {
    const { state, kind, options } = props.survey;
    const word = surveyDeskWords().states[state];
    if (state === 'DRAFT') return surveyDeskWords().withKind(word, surveyDeskWords().ready[kind](options.length));
    const known = ballots();
    return known === undefined ? word : surveyDeskWords().withBallots(word, known);
  };
  const lamp = () => ({ OPEN: 'air', DRAFT: 'cue' })[props.survey.state as 'OPEN' | 'DRAFT'] ?? '';
  return <span class={`lamp ${lamp()}`}>{said()}</span>;
}
