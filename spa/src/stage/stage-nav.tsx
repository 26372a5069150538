import { createMemo, For, Show } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { deskWords } from '../desk/desk-words.ts';
import { deskPath, eventsPath } from '../desk/route.ts';
import { Unread } from '../desk/unread.tsx';
import { eventTitle } from '../event/event-acts.ts';
import { EventLamp } from '../event/event-list.tsx';
import { people, viewerWords } from '../stream/viewer-words.ts';
import { watching } from '../stream/viewers.ts';
import { Texts } from '../text/texts.tsx';
import { now } from '../time/now.ts';
import { stageDeskWords } from './stage-desk-words.ts';

/** The event and its stages: what is on air where. */
export function StageNav(props: { readonly desk: Desk }) {
  const here = () => {
    const route = props.desk.route();
    return route.page === 'stage' ? route.stage : null;
  };
  const ids = () => props.desk.stages.all()?.map(({ id }) => id);
  return (
    <nav aria-label={stageDeskWords().stages} class="stage-nav">
      <a class="btn b0 up1" href={eventsPath}>
        ← {deskWords().events}
      </a>
      <Show when={props.desk.event()}>
        {(event) => (
          <a
            class="event-link"
            href={deskPath(event().id)}
            aria-current={props.desk.route().page === 'event' ? 'page' : undefined}
          >
            <b class="d">{eventTitle(event())}</b>
            <EventLamp event={event()} />
          </a>
        )}
      </Show>
      <div class="stg">
        <Show when={ids()} fallback={<Unread rows={props.desk.stages} />}>
          <For each={ids()}>
            {(id) => (
              <Show when={props.desk.stages.all()?.find((stage) => stage.id === id)}>
                {(stage) => <StageLink desk={props.desk} stage={stage()} isHere={id === here()} />}
              </Show>
            )}
          </For>
        </Show>
      </div>
    </nav>
  );
}

/** A measurement older than this is shown with its age, and not as if it held. */
const FRESH = 15_000;

function StageLink(props: { readonly desk: Desk; readonly stage: Stage; readonly isHere: boolean }) {
  const age = () => now() - (props.desk.stages.readAt() ?? 0);
  const isFresh = () => age() <= FRESH;
  const viewers = createMemo(() => watching(props.desk.stateOf(props.stage.id)?.viewers, now()));
  return (
    <a href={deskPath(props.stage.id)} aria-current={props.isHere ? 'page' : undefined}>
      <b class="d">
        <Texts of={props.stage.name} />
      </b>
      <Show when={viewers()}>
        {(seen) => (
          <span class="x">
            <span>
              <b class="v">{people(seen().count)}</b>
              {viewerWords().watching}
            </span>
            <Show when={seen().age}>{(old) => <span>{viewerWords().asOf(old())}</span>}</Show>
          </span>
        )}
      </Show>
      <span class="x">
        <span class="lamp" classList={{ air: Boolean(props.stage.session) && isFresh() }}>
          {props.stage.session ? stageDeskWords().onAir : stageDeskWords().idle}
        </span>
        <span>
          {stageDeskWords().curtain}: {props.stage.curtain === 'UP' ? stageDeskWords().up1 : stageDeskWords().down1}
        </span>
        <Show when={!isFresh()}>
          <span>{stageDeskWords().age(Math.round(age() / 1000))}</span>
        </Show>
      </span>
    </a>
  );
}
