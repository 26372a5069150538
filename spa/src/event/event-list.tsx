import { For, Match, Show, Switch } from 'solid-js';
import type { Event } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { deskWords } from '../desk/desk-words.ts';
import { deskPath, newEventPath } from '../desk/route.ts';
import { Unread } from '../desk/unread.tsx';
import { language } from '../text/language.ts';
import { Title } from '../text/texts.tsx';
import { dateRange } from '../time/format.ts';
import { eventDeskWords } from './event-desk-words.ts';
import { eventWords } from './event-words.ts';

/** All events, newest start first. */
export function EventList(props: { readonly desk: Desk }) {
  const events = () => props.desk.events.all();
  return (
    <section class="page" aria-labelledby="events">
      <div class="hd">
        <h1 class="d" id="events">
          {eventDeskWords().title}
        </h1>
        <Show when={props.desk.mayAct && events()?.length}>
          <a class="btn b1 sp" href={newEventPath}>
            {eventDeskWords().create}
          </a>
        </Show>
      </div>
      <Switch fallback={<Unread rows={props.desk.events} />}>
        <Match when={events()?.length === 0}>
          <div class="empty">
            <p class="d">{eventDeskWords().none}</p>
            <Show when={props.desk.mayAct} fallback={<p class="m">{deskWords().readOnly}</p>}>
              <a class="btn go cue" href={newEventPath}>
                {eventDeskWords().createFirst}
              </a>
            </Show>
          </div>
        </Match>
        <Match when={events()}>
          {(all) => (
            <ul class="rows">
              <For each={all()}>{(event) => <EventRow event={event} />}</For>
            </ul>
          )}
        </Match>
      </Switch>
    </section>
  );
}

function EventRow(props: { readonly event: Event }) {
  return (
    <li>
      <a href={deskPath(props.event.id)}>
        <b class="d">
          <Title of={props.event.title} />
        </b>
        <span class="m">
          {dateRange(props.event, language(), props.event.zone)} <span class="wide">{props.event.zone}</span>
        </span>
        <EventLamp event={props.event} />
      </a>
    </li>
  );
}

/** The event's state in a word and a shape. */
export function EventLamp(props: { readonly event: Event }) {
  const kind = () => {
    const kinds = { LIVE: 'air', ANNOUNCED: 'cue', CANCELLED: 'warn', POSTPONED: 'warn' } as const;
    return kinds[props.event.state as keyof typeof kinds] ?? '';
  };
  return <span class={`lamp ${kind()}`}>{eventWords().eventState[props.event.state]}</span>;
}
