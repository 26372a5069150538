import { createEffect, createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import type { Event } from '#graphql/schema.generated';
import { eventTitle } from '../event/event-acts.ts';
import { EventDesk } from '../event/event-desk.tsx';
import { eventDeskWords } from '../event/event-desk-words.ts';
import { EventList } from '../event/event-list.tsx';
import type { SignIn } from '../operator/sign-in.ts';
import { SignInEnded } from '../operator/sign-in-ended.tsx';
import { putNextOnAir } from '../session/show-cards.tsx';
import { stageName } from '../stage/stage-acts.ts';
import { StageDesk } from '../stage/stage-desk.tsx';
import { stageDeskWords } from '../stage/stage-desk-words.ts';
import { StageList } from '../stage/stage-list.tsx';
import { StageNav } from '../stage/stage-nav.tsx';
import { Audience } from './audience.tsx';
import type { Desk } from './create-desk.ts';
import { DeskBar } from './desk-bar.tsx';
import { deskWords } from './desk-words.ts';
import { createKeys, type KeyMap } from './keys.ts';
import { LastAct } from './last-act.tsx';
import { deskPath, eventsPath, go } from './route.ts';
import { Unread } from './unread.tsx';

/** The frame that stays around whatever is being worked on. */
export function DeskPage(props: { readonly desk: Desk; readonly signIn: SignIn }) {
  const [keyListOpen, setKeyListOpen] = createSignal(false);
  const keys = createKeys(
    () => props.desk.operator.id,
    () => ({
      N: () => props.desk.mayAct && props.desk.stage() && putNextOnAir(props.desk),
      Z: () => props.desk.acts.undo(),
      '?': () => setKeyListOpen(!keyListOpen()),
      Escape: () => setKeyListOpen(false),
      ...stageKeys(props.desk),
      ...props.desk.keys.all(),
    }),
  );
  createEffect(() => {
    const stage = props.desk.stage();
    const event = props.desk.event();
    const place = stage ? stageName(stage) : event && eventTitle(event);
    document.title = [place, deskWords().desk].filter(Boolean).join(' – ');
  });
  return (
    <>
      <a class="skip" href="#main">
        {deskWords().toMain}
      </a>
      <DeskBar
        desk={props.desk}
        keys={keys}
        keyListOpen={keyListOpen()}
        onKeyList={() => setKeyListOpen(!keyListOpen())}
        onSignOut={() => void props.signIn.signOut()}
      />
      <SignInEnded signIn={props.signIn} />
      <Show when={props.desk.mayAct} fallback={<aside class="note">{deskWords().readOnly}</aside>}>
        <LastAct desk={props.desk} />
      </Show>
      <Show when={keyListOpen()}>
        <KeyList onClose={() => setKeyListOpen(false)} />
      </Show>
      <Place desk={props.desk} />
    </>
  );
}

/** `1` to `9` lead to the event's first nine stages. */
const stageKeys = (desk: Desk): KeyMap =>
  Object.fromEntries((desk.stages.all() ?? []).slice(0, 9).map(({ id }, i) => [String(i + 1), () => go(deskPath(id))]));

/** What the address says to work on. */
function Place(props: { readonly desk: Desk }) {
  const route = () => props.desk.route();
  const eventId = createMemo(() => {
    const here = route();
    return 'event' in here ? here.event : null;
  });
  return (
    <Show
      when={eventId()}
      keyed
      fallback={
        <main id="main" class="alone">
          <Show when={route().page === 'new-event'} fallback={<EventList desk={props.desk} />}>
            <EventDesk desk={props.desk} />
          </Show>
        </main>
      }
    >
      <div class="desk">
        <StageNav desk={props.desk} />
        <main id="main">
          <Show when={props.desk.events.all()} fallback={<Unread rows={props.desk.events} />}>
            <Show when={props.desk.event()} fallback={<NotThere said={eventDeskWords().missing} />}>
              <OfEvent desk={props.desk} />
            </Show>
          </Show>
        </main>
        <Audience desk={props.desk} />
      </div>
    </Show>
  );
}

function OfEvent(props: { readonly desk: Desk }) {
  const stageRoute = () => {
    const here = props.desk.route();
    return here.page === 'stage' ? here : null;
  };
  const stageId = createMemo(() => stageRoute()?.stage ?? null);
  return (
    <Switch>
      <Match when={stageId()} keyed>
        {(_id) => (
          <Show when={props.desk.stages.all()} fallback={<Unread rows={props.desk.stages} />}>
            <Show when={props.desk.stage()} fallback={<NotThere said={stageDeskWords().missing} />}>
              {(stage) => (
                <StageDesk desk={props.desk} stage={stage()} panel={stageRoute()?.panel ?? { kind: 'run' }} />
              )}
            </Show>
          </Show>
        )}
      </Match>
      <Match when={!stageId()}>
        {/* The same event for as long as this stands: its place is keyed by its id. */}
        <EventDesk desk={props.desk} event={props.desk.event() as Event} />
        <StageList desk={props.desk} event={props.desk.event() as Event} />
      </Match>
    </Switch>
  );
}

function NotThere(props: { readonly said: string }) {
  return (
    <div class="empty">
      <p class="d">{props.said}</p>
      <a class="btn" href={eventsPath}>
        {eventDeskWords().back}
      </a>
    </div>
  );
}

function KeyList(props: { readonly onClose: () => void }) {
  return (
    <section class="key-list" aria-label={deskWords().keys.list}>
      <dl>
        <For each={Object.entries(deskWords().keyList)}>
          {([key, act]) => (
            <div>
              <dt>
                <kbd class="kb">{key === 'Escape' ? 'Esc' : key}</kbd>
              </dt>
              <dd>{act}</dd>
            </div>
          )}
        </For>
      </dl>
      <p class="m">{deskWords().keysHint}</p>
      <button type="button" onClick={() => props.onClose()}>
        {deskWords().keys.close}
      </button>
    </section>
  );
}
