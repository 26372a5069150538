import { createMemo, Match, Show, Switch } from 'solid-js';
import { StagePage } from '../stage/stage-page.tsx';
import { surveyOnPage } from '../survey/survey-on-page.ts';
import { words } from '../text/words.ts';
import { now } from '../time/now.ts';
import { Bar } from './bar.tsx';
import { createHouse } from './house.ts';
import { later } from './later.ts';
import { route } from './route.ts';
import { said } from './say.ts';

const EventPage = later(async () => (await import('../event/styled-event-page.ts')).EventPage);

/** The frame that stays, and the page for where the viewer is. */
export function App() {
  const house = createHouse();
  const stage = () => {
    const here = route();
    return here.page === 'stage' ? here.stage : null;
  };
  const event = () => {
    const here = route();
    return here.page === 'event' ? here : null;
  };
  const survey = createMemo(() => surveyOnPage(house.stateOf(stage() ?? ''), now())?.id);
  return (
    <>
      <Show when={survey()}>
        <a class="skip" href="#survey">
          {words().skipToSurvey}
        </a>
      </Show>
      <a class="skip" href="#main">
        {words().skip}
      </a>
      <p class="vh" role="status" aria-live="polite" aria-atomic="true">
        {said()}
      </p>
      <Bar house={house} />
      <main id="main" tabindex="-1">
        <Switch>
          <Match when={stage()} keyed>
            {(id) => <StagePage stage={id} house={house} />}
          </Match>
          <Match when={event()}>{(here) => <EventPage event={here().event} house={house} />}</Match>
        </Switch>
      </main>
    </>
  );
}
