import { createComputed, createMemo, Show } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import type { StageView } from '../live/stage-feed.ts';
import { stagePath } from '../page/route.ts';
import { known, speak } from '../text/language.ts';
import { createShown } from './create-shown.ts';
import { ResultsPlate } from './results-plate.tsx';
import type { Settings, Widget } from './settings.ts';
import { SurveyPlate } from './survey-plate.tsx';

interface Props {
  readonly settings: Settings;
  readonly view: StageView;
}

/** What lies over a stage's picture: nothing, unless there is something to show. */
export function Overlay(props: Props) {
  const shown = createShown(() => props.view);
  const survey = createMemo(() => shown()?.state?.survey ?? null);
  const answers = createMemo(() => shown()?.answers ?? []);
  const wants = (widget: Widget) => props.settings.widgets.includes(widget);

  const open = createMemo(() => (wants('survey') && survey()?.state === 'OPEN' ? survey() : null));
  const counted = createMemo(() => (wants('results') && hasResults(survey(), answers().length) ? survey() : null));
  const address = () => location.origin + stagePath(props.settings.stage);

  createComputed(() => {
    const { language } = props.settings;
    speak(
      language ??
        shown()
          ?.state?.event?.languages?.map(known)
          .find((each) => each) ??
        'en',
    );
  });

  return (
    <Show when={open()?.id ?? counted()?.id} keyed>
      <div class="audience">
        <Show
          when={open()}
          fallback={<Show when={counted()}>{(it) => <ResultsPlate survey={it()} answers={answers()} />}</Show>}
        >
          {(it) => <SurveyPlate survey={it()} address={address()} counted={counted() !== null} answers={answers()} />}
        </Show>
      </div>
    </Show>
  );
}

/** Whether everybody may see what was answered: what is hidden is not in the state at all, and of free text only what moderation showed. */
function hasResults(survey: LiveSurvey | null, answers: number): boolean {
  if (survey?.state !== 'OPEN' && survey?.state !== 'CLOSED') return false;
  return survey.kind === 'TEXT' ? answers > 0 : Boolean(survey.results?.counts);
}
