import { Show } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import { statusOf } from '#graphql/survey/count';
import { isOnPage } from '#graphql/survey/machine';
import type { Desk } from '../desk/create-desk.ts';
import { surveyDeskWords } from './survey-desk-words.ts';
import { seeingOf } from './survey-steps.ts';

/** What the audience sees of the survey now, and whether its screens have that already. */
export function SurveySeeing(props: { readonly desk: Desk; readonly survey: Survey }) {
  const said = () => {
    const words = surveyDeskWords().seeing;
    const seeing = seeingOf(props.survey);
    return seeing === 'everybody' ? words.everybody[statusOf(props.survey)] : words[seeing];
  };
  const isLate = () => {
    const { state } = props.desk.screens();
    if (!isOnPage(props.survey) || state?.stage !== props.survey.stage || state.event?.state === 'DRAFT') return false;
    return state.survey?.id !== props.survey.id || (state.survey.version ?? 0) < props.survey.version;
  };
  return (
    <p class="seeing">
      <span class="k">{surveyDeskWords().seeing.label}</span>
      <b class="lamp" classList={{ air: seeingOf(props.survey) === 'everybody' }}>
        {said()}
      </b>
      <Show when={isLate()}>
        <span class="m">{surveyDeskWords().seeing.late}</span>
      </Show>
    </p>
  );
}
