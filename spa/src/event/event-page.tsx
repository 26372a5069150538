import { createEffect, Index, Match, Show, Switch } from 'solid-js';
import type { SiteEvent } from '#graphql/live/site';
import { createSite } from '../live/create-site.ts';
import type { House } from '../page/house.ts';
import { eventPath } from '../page/route.ts';
import { timeLeft } from '../session/time-left.tsx';
import { Plate } from '../stage/plate.tsx';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { Texts, Title } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { dateRange } from '../time/format.ts';
import { now } from '../time/now.ts';
import { zoneFor } from '../time/zone.ts';
import { currentEvent } from './current-event.ts';
import { eventWords } from './event-words.ts';
import { Notice } from './notice.tsx';
import { StageCard } from './stage-card.tsx';

interface Props {
  /** The event asked for; null: the site's current one. */
  readonly event: string | null;
  readonly house: House;
}

/** An event with all its stages, and the site's other events. */
export function EventPage(props: Props) {
  const site = createSite();
  const events = () => site().events ?? [];
  const event = () => (props.event ? events().find((each) => each.id === props.event) : currentEvent(events()));
  const others = () => events().filter((each) => each.id !== event()?.id);

  createEffect(() => {
    const here = event();
    if (here) props.house.learn(here, here.stages);
    document.title = here ? plain(pick(here.title, language()).value) : 'Butai';
  });

  return (
    <Switch fallback={<p class="m wait">{words().loading}</p>}>
      <Match when={event()}>
        {(here) => (
          <>
            <div class="notes">
              <Notice event={here()} />
            </div>
            <div class="event">
              <EventHead event={here()} />
              <section aria-label={words().stages}>
                <Index each={here().stages}>
                  {(stage) => <StageCard stage={stage()} state={props.house.stateOf(stage().id)} event={here()} />}
                </Index>
              </section>
              <OtherEvents events={others()} />
            </div>
          </>
        )}
      </Match>
      <Match when={site().events}>
        <Plate title={props.event ? eventWords().missingEvent : eventWords().nothing}>
          <Show when={props.event}>
            <a class="btn" href="/">
              {eventWords().toHome}
            </a>
          </Show>
        </Plate>
      </Match>
      <Match when={!site().reachable}>
        <Plate title={words().unreachable} hint={words().unreachableHint} />
      </Match>
    </Switch>
  );
}

function EventHead(props: { readonly event: SiteEvent }) {
  const start = () => Date.parse(props.event.startsAt ?? '');
  const isComing = () => props.event.state === 'ANNOUNCED' && start() > now();
  return (
    <header class="head">
      <p class="k">{eventWords().eventState[props.event.state ?? 'DRAFT']}</p>
      <h1 class="d">
        <Title of={props.event.title} />
      </h1>
      <p>{dateRange(props.event, language(), zoneFor(props.event.zone))}</p>
      <Show when={isComing()}>
        <p class="m">{words().curtainUpIn}</p>
        <p class="big">{timeLeft(start())}</p>
      </Show>
    </header>
  );
}

function OtherEvents(props: { readonly events: readonly SiteEvent[] }) {
  return (
    <Show when={props.events.length > 0}>
      <section aria-labelledby="others">
        <h2 class="k" id="others">
          {eventWords().events}
        </h2>
        <ul class="others">
          <Index each={props.events}>
            {(event) => (
              <li>
                <a href={eventPath(event().id)}>
                  <b>
                    <Texts of={event().title} />
                  </b>
                  <span class="m">{dateRange(event(), language(), zoneFor(event().zone))}</span>
                  <span class="m">{eventWords().eventState[event().state ?? 'DRAFT']}</span>
                </a>
              </li>
            )}
          </Index>
        </ul>
      </section>
    </Show>
  );
}
