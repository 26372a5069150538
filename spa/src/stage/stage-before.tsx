import { Show } from 'solid-js';
import type { LiveSession } from '#graphql/schema.generated';
import { Notice } from '../event/notice.tsx';
import { ConnectionWords } from '../live/connection-status.tsx';
import { ConnectionNote } from '../live/late-connection-note.ts';
import { later } from '../page/later.ts';
import { upcoming } from '../session/planned.ts';
import { Timetable } from '../session/timetable.tsx';
import { SurveyPlace } from '../survey/survey-place.tsx';
import { Paragraphs } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { Starts } from './curtain.tsx';
import type { StageProps } from './stage.tsx';

const WhileWaiting = later(async () => (await import('./while-waiting.tsx')).WhileWaiting);

/** Before a session: the curtain with the countdown, what comes, and where one could go meanwhile. */
export function StageBefore(props: { readonly of: StageProps; readonly next: LiveSession }) {
  const rows = () => upcoming(props.of.view.programme, props.next.id).slice(0, 6);
  return (
    <>
      <div class="notes">
        <Notice event={props.of.state.event} />
        <ConnectionNote view={props.of.view} zone={props.of.zone} />
      </div>
      <Starts session={props.next} stageName={props.of.name} zone={props.of.zone}>
        <ConnectionWords view={props.of.view} zone={props.of.zone} />
      </Starts>
      <div class="asked">
        <SurveyPlace view={props.of.view} zone={props.of.zone} />
      </div>
      <div class="foyer">
        <div>
          <Show when={props.of.view.description.length > 0}>
            <section class="prog" aria-label={words().aboutStage}>
              <Paragraphs of={props.of.view.description} />
            </section>
          </Show>
          <Show when={rows().length > 0}>
            <section aria-labelledby="rows">
              <h2 class="d" id="rows">
                {words().later}
              </h2>
              <p class="m">{words().zoneNote(props.of.zone)}</p>
              <Timetable sessions={rows()} zone={props.of.zone} onAir={undefined} next={props.next.id} />
            </section>
          </Show>
        </div>
        <WhileWaiting house={props.of.house} here={props.of.state.stage} />
      </div>
    </>
  );
}
