import { For, Match, Show, Switch } from 'solid-js';
import type { LiveState, Text } from '#graphql/schema.generated';
import { Notice } from '../event/notice.tsx';
import { ConnectionNote, ConnectionWords } from '../live/connection-status.tsx';
import type { StageView } from '../live/stage-feed.ts';
import type { House } from '../page/house.ts';
import { eventPath } from '../page/route.ts';
import { NextSession } from '../session/next-session.tsx';
import { SessionCard } from '../session/session-card.tsx';
import { Timetable } from '../session/timetable.tsx';
import { Paragraphs, Texts } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { zoneFor } from '../time/zone.ts';
import { Curtain, Starts } from './curtain.tsx';
import { Plate } from './plate.tsx';
import { type Scene, sceneOf } from './scene.ts';
import { Screen } from './screen.tsx';
import { WhileWaiting } from './while-waiting.tsx';

interface Props {
  readonly view: StageView;
  readonly state: LiveState;
  readonly name: readonly Text[];
  readonly house: House;
}

/** Whole-event scenes: a dark curtain, and on its plate what holds. */
const CLOSED: Partial<Record<Scene, 'cancelled' | 'postponed' | 'over' | 'stageOver'>> = {
  cancelled: 'cancelled',
  postponed: 'postponed',
  over: 'over',
  finished: 'stageOver',
};

/** A stage in whichever scene it is. */
export function Stage(props: Props) {
  const scene = () => sceneOf(props.state, props.view.programme.length);
  const zone = () => zoneFor(props.state.event?.zone);
  const openTimetable = () => props.house.setTimetableOpen(true);
  const status = () => <ConnectionWords view={props.view} zone={zone()} />;
  const rows = () => (
    <Timetable
      sessions={props.view.programme}
      zone={zone()}
      onAir={props.state.session?.id}
      next={props.state.next?.id}
    />
  );
  return (
    <Show
      when={scene() !== 'unannounced'}
      fallback={<Plate title={words().notAnnounced} hint={words().notAnnouncedHint} />}
    >
      <Switch
        fallback={
          <div class="house">
            <Notes {...props} zone={zone()} />
            <section class="stage" aria-label={words().stage}>
              <Screen scene={scene()} session={props.state.session ?? null} next={props.state.next ?? null} zone={zone()} />
              <SessionCard
                session={props.state.session ?? null}
                stageName={props.name}
                stageTitle={props.state.title ?? []}
                zone={zone()}
              >
                {status()}
              </SessionCard>
            </section>
            <About view={props.view} state={props.state} />
            <div class="side">
              <Show when={props.state.next}>
                {(next) => <NextSession session={next()} zone={zone()} onTimetable={openTimetable} />}
              </Show>
              
            </div>
          </div>
        }
      >
        <Match when={scene() === 'starts' && props.state.next}>
          {(next) => (
            <>
              <Notes {...props} zone={zone()} />
              <Starts session={next()} stageName={props.name} zone={zone()}>
                {status()}
              </Starts>
              <div class="foyer">{rows()}</div>
            </>
          )}
        </Match>
      </Switch>
    </Show>
  );
}
