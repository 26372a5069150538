import { Show } from 'solid-js';
import { Notice } from '../event/notice.tsx';
import { ConnectionWords } from '../live/connection-status.tsx';
import { ConnectionNote } from '../live/late-connection-note.ts';
import { later } from '../page/later.ts';
import { eventPath } from '../page/route.ts';
import { SurveyPlace } from '../survey/survey-place.tsx';
import { Paragraphs } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { Curtain } from './curtain.tsx';
import type { Scene } from './scene.ts';
import type { StageProps } from './stage.tsx';

const WhileWaiting = later(async () => (await import('./while-waiting.tsx')).WhileWaiting);

/** The curtain is down for good, or for long: over, finished, cancelled, postponed. The event's notice is then what the page has to say. */
export function StageClosed(props: { readonly of: StageProps; readonly scene: Scene }) {
  const isCalledOff = () => props.scene === 'cancelled' || props.scene === 'postponed';
  const title = () => (props.scene === 'finished' ? words().stageOver : words()[props.scene as 'over' | 'cancelled']);
  return (
    <>
      <div class="notes">
        <Show when={!isCalledOff()}>
          <Notice event={props.of.state.event} />
        </Show>
        <ConnectionNote view={props.of.view} zone={props.of.zone} />
      </div>
      <Curtain title={title()} dark>
        <Show when={isCalledOff()} fallback={<p>{words().overHint}</p>}>
          <Paragraphs of={props.of.state.event?.notice} />
        </Show>
        <a class="btn" href={eventPath(props.of.state.event?.id ?? '')}>
          {words().home}
        </a>
        <div class="meta">
          <ConnectionWords view={props.of.view} zone={props.of.zone} />
        </div>
      </Curtain>
      <Show when={!isCalledOff()}>
        <div class="asked">
          <SurveyPlace view={props.of.view} zone={props.of.zone} />
        </div>
      </Show>
      <Show when={props.scene === 'finished'}>
        <div class="foyer">
          <WhileWaiting house={props.of.house} here={props.of.state.stage} />
        </div>
      </Show>
    </>
  );
}
