import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js';
import type { Stage, Survey } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { newSurveyPath } from '../desk/route.ts';
import { Unread } from '../desk/unread.tsx';
import { surveyDeskWords } from './survey-desk-words.ts';
import { SurveyList } from './survey-list.tsx';
import { SurveyStand } from './survey-stand-desk.tsx';
import { defaultSurvey } from './survey-steps.ts';

/** For so many milliseconds after another stage or survey came under the hand the big button takes no press. */
export const SETTLE = 2_000;

/** The stage's prepared surveys, and the one that is worked on. */
export function SurveyDesk(props: { readonly desk: Desk; readonly stage: Stage }) {
  const surveys = () => props.desk.surveys.all();
  const [chosen, choose] = createSignal<string | null>(null);
  const survey = createMemo<Survey | undefined>(() => {
    const all = surveys() ?? [];
    return all.find(({ id }) => id === chosen()) ?? defaultSurvey(all);
  });
  const id = createMemo(() => survey()?.id);
  const settled = createSettled(id);
  return (
    <section class="cut sv" aria-labelledby="surveys">
      <div>
        <h2 id="surveys">{surveyDeskWords().title}</h2>
        <Show when={surveys()} fallback={<Unread rows={props.desk.surveys} />}>
          <SurveyList desk={props.desk} current={id()} choose={choose} />
          <Show when={props.desk.mayAct}>
            <a class="btn b0" href={newSurveyPath(props.stage.id)}>
              + {surveyDeskWords().create}
            </a>
          </Show>
          <a class="btn b0" href={`/overlay/${props.stage.id}`} target="_blank" rel="noreferrer">
            {surveyDeskWords().overlay}
          </a>
        </Show>
      </div>
      <Show when={id()} keyed>
        {(_id) => (
          <Show when={survey()}>
            {(now) => (
              <SurveyStand
                desk={props.desk}
                stage={props.stage}
                survey={now()}
                settled={settled()}
                choose={(next) => choose(next)}
              />
            )}
          </Show>
        )}
      </Show>
    </section>
  );
}

/** False for a while whenever this becomes something else. */
function createSettled(what: Accessor<unknown>): Accessor<boolean> {
  const [settled, setSettled] = createSignal(false);
  createEffect(
    on(what, () => {
      setSettled(false);
      const timer = setTimeout(() => setSettled(true), SETTLE);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return settled;
}
