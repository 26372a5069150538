import { createMemo, Show } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import type { StageView } from '../live/stage-feed.ts';
import { later } from '../page/later.ts';
import { theatre } from '../page/theatre.ts';
import { now } from '../time/now.ts';
import { surveyOnPage } from './survey-on-page.ts';

const SurveyCard = later(async () => (await import('./styled-card.ts')).SurveyCard);

/** Where a stage's survey is, in whichever state; the code of its card comes with the first one. */
export function SurveyPlace(props: { readonly view: StageView; readonly zone: string }) {
  const survey = createMemo(() => surveyOnPage(props.view.state, now()));
  return (
    <Show when={survey()?.id} keyed>
      <SurveyCard survey={survey() as LiveSurvey} answers={props.view.answers} zone={props.zone} folding={theatre()} />
    </Show>
  );
}
