import { Match, Show, Switch } from 'solid-js';
import type { LiveEvent, LiveSession, LiveStage, LiveState } from '#graphql/schema.generated';
import { stagePath } from '../page/route.ts';
import { endOf, startOf } from '../session/planned.ts';
import { Speakers } from '../session/speakers.tsx';
import { TimeLeft } from '../session/time-left.tsx';
import { hasShow, isOnAir } from '../stage/scene.ts';
import { language } from '../text/language.ts';
import { Texts, Title } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { clock } from '../time/format.ts';
import { zoneFor } from '../time/zone.ts';
import { eventWords } from './event-words.ts';

interface Props {
  readonly stage: LiveStage;
  /** Absent until its snapshot is there. */
  readonly state: LiveState | undefined;
  readonly event: LiveEvent;
}

/** One stage of the event: what is on, or what comes. */
export function StageCard(props: Props) {
  const onAir = () => isOnAir(props.state) && hasShow(props.event);
  const current = () => (hasShow(props.event) && props.state?.session) || null;
  const shown = (): LiveSession | null => current() ?? ((hasShow(props.event) && props.state?.next) || null);
  const mark = () => (onAir() ? words().onAir : current() ? words().break : shown() ? words().upNext : '');
  const zone = () => zoneFor(props.event.zone);
  const at = (session: LiveSession) => clock(startOf(session), language(), zone());
  return (
    <article class="nb" classList={{ air: onAir(), cue: !current() && shown() !== null }}>
      <div class="s">{mark()}</div>
      <div class="c">
        <h2 class="k">
          <Texts of={props.stage.name} />
        </h2>
        <p class="d">
          <a href={stagePath(props.stage.id)}>
            <Show
              when={shown()}
              fallback={<Texts of={props.state?.title?.length ? props.state.title : props.stage.name} />}
            >
              {(session) => <Title of={session().title} />}
            </Show>
          </a>
        </p>
        <Speakers of={shown()} />
        <p class="m">
          <Switch>
            <Match when={current()}>
              {(session) => (
                <>
                  {at(session())}–{clock(endOf(session()), language(), zone())}
                </>
              )}
            </Match>
            <Match when={shown()}>
              {(session) => (
                <>
                  {at(session())} · <TimeLeft until={startOf(session())} />
                </>
              )}
            </Match>
            <Match when={props.state && hasShow(props.event)}>{eventWords().stageDark}</Match>
          </Switch>
        </p>
      </div>
    </article>
  );
}
