import { Show } from 'solid-js';
import { Notice } from '../event/notice.tsx';
import { ConnectionWords } from '../live/connection-status.tsx';
import { ConnectionNote } from '../live/late-connection-note.ts';
import { later as loaded } from '../page/later.ts';
import { NextSession } from '../session/next-session.tsx';
import { upcoming } from '../session/planned.ts';
import { SessionCard } from '../session/session-card.tsx';
import { Timetable } from '../session/timetable.tsx';
import { SurveyPlace } from '../survey/survey-place.tsx';
import { Paragraphs } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import type { Scene } from './scene.ts';
import { Screen } from './screen.tsx';
import type { StageProps } from './stage.tsx';

const ViewerCount = loaded(async () => (await import('../stream/styled-viewer-count.ts')).ViewerCount);

/** The picture's place, what is on, and beside it what comes. */
export function StageOpen(props: { readonly of: StageProps; readonly scene: Scene }) {
  const session = () => props.of.state.session ?? null;
  const next = () => props.of.state.next ?? null;
  // Whoever reads "0 watching" watches.
  const counted = () => (props.of.state.viewers?.count ? props.of.state.viewers : null);
  const later = () => upcoming(props.of.view.programme, next()?.id).slice(1, 5);
  return (
    <div class="house">
      <div class="notes">
        <Notice event={props.of.state.event} />
        <ConnectionNote view={props.of.view} zone={props.of.zone} />
      </div>
      <section class="stage" aria-label={words().stage}>
        <Screen
          scene={props.scene}
          state={props.of.state}
          name={props.of.name}
          zone={props.of.zone}
          hear={props.of.view.hear}
          follow={props.of.view.follow}
        />
        <SessionCard
          session={session()}
          stageName={props.of.name}
          stageTitle={props.of.state.title ?? []}
          zone={props.of.zone}
        >
          <Show when={counted()}>{(viewers) => <ViewerCount viewers={viewers()} />}</Show>
          <ConnectionWords view={props.of.view} zone={props.of.zone} />
        </SessionCard>
      </section>
      <div class="side">
        <SurveyPlace view={props.of.view} zone={props.of.zone} />
        <div class="coming">
          <Show when={next()}>
            {(session) => (
              <NextSession
                session={session()}
                zone={props.of.zone}
                onTimetable={() => props.of.house.setTimetableOpen(true)}
              />
            )}
          </Show>
          <Show when={later().length > 0}>
            <section aria-labelledby="later">
              <h2 class="k" id="later">
                {words().later}
              </h2>
              <Timetable sessions={later()} zone={props.of.zone} onAir={session()?.id} next={next()?.id} />
            </section>
          </Show>
        </div>
      </div>
      <div class="prog">
        <Show when={props.of.view.description.length > 0}>
          <section aria-labelledby="about">
            <h2 class="k" id="about">
              {session() ? words().about : words().aboutStage}
            </h2>
            <Paragraphs of={props.of.view.description} />
          </section>
        </Show>
      </div>
    </div>
  );
}
