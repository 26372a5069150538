import { createMemo, For, Match, Show, Switch } from 'solid-js';
import type { Session } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { deskPath, newSessionPath } from '../desk/route.ts';
import { Unread } from '../desk/unread.tsx';
import { language } from '../text/language.ts';
import { Title } from '../text/texts.tsx';
import { clock, day } from '../time/format.ts';
import { deviceZone } from '../time/zone.ts';
import { runWords } from './run-words.ts';
import { putOnAir, sessionTitle } from './session-acts.ts';
import { nextOf } from './show-cards.tsx';
import { Speakers } from './speakers.tsx';

/** All sessions of the stage in order; any of them can go on air. */
export function RunOfShow(props: { readonly desk: Desk; readonly stage: string }) {
  const sessions = () => props.desk.sessions.all();
  const ids = createMemo(() => sessions()?.map(({ id }) => id));
  const next = createMemo(() => nextOf(props.desk)?.id);
  const dayOf = (session: Session) => day(Date.parse(session.startsAt), language(), props.desk.zone());
  const startsDay = (id: string) => {
    const all = sessions() ?? [];
    const place = all.findIndex((session) => session.id === id);
    const [before, session] = [all[place - 1], all[place]];
    return session && (!before || dayOf(before) !== dayOf(session)) ? dayOf(session) : null;
  };
  return (
    <section class="panel" aria-label={runWords().run}>
      <Switch fallback={<Unread rows={props.desk.sessions} />}>
        <Match when={ids()?.length === 0}>
          <div class="empty">
            <p class="d">{runWords().none}</p>
            <p class="m">{runWords().noneHint}</p>
          </div>
        </Match>
        <Match when={ids()}>
          {(all) => (
            <ol class="ros">
              <For each={all()}>
                {(id) => (
                  <Show when={sessions()?.find((session) => session.id === id)}>
                    {(session) => (
                      <>
                        <Show when={startsDay(id)}>{(name) => <li class="day k">{name()}</li>}</Show>
                        <Row desk={props.desk} session={session()} isNext={next() === id} />
                      </>
                    )}
                  </Show>
                )}
              </For>
            </ol>
          )}
        </Match>
      </Switch>
      <Show when={props.desk.mayAct && sessions()}>
        <a class="btn" href={newSessionPath(props.stage)}>
          + {runWords().create}
        </a>
      </Show>
    </section>
  );
}

interface RowProps {
  readonly desk: Desk;
  readonly session: Session;
  readonly isNext: boolean;
}

function Row(props: RowProps) {
  const isOnAir = () => props.desk.stage()?.session === props.session.id;
  const title = () => sessionTitle(props.session);
  const put = () => void perform(props.desk, 'show', props.session.id, () => putOnAir(props.desk, props.session));
  return (
    <li classList={{ now: isOnAir(), cue: props.isNext, past: Boolean(props.session.startedAt) && !isOnAir() }}>
      <Times session={props.session} zone={props.desk.zone()} />
      <div class="what">
        <b class="d">
          <Title of={props.session.title} />
        </b>
        <Speakers of={props.session} />
      </div>
      <Switch fallback={<span />}>
        <Match when={isOnAir()}>
          <span class="lamp air">{runWords().onAir}</span>
        </Match>
        <Match when={props.isNext}>
          <span class="lamp cue">{runWords().next}</span>
        </Match>
        <Match when={props.session.startedAt}>
          <span class="m">{runWords().wasOn}</span>
        </Match>
      </Switch>
      <Show when={props.desk.mayAct}>
        <span class="row acts">
          <a class="btn b0" href={deskPath(props.session.id)} aria-label={runWords().editLabel(title())}>
            {runWords().edit}
          </a>
          <ActButton
            acts={props.desk.acts}
            lane="show"
            name={props.session.id}
            class="put"
            doing={runWords().putting}
            label={runWords().putLabel(title())}
            blocked={isOnAir()}
            act={put}
          >
            {runWords().put}
          </ActButton>
        </span>
      </Show>
    </li>
  );
}

/** By the clocks of the place, and where the operator's differ, by those too. */
function Times(props: { readonly session: Session; readonly zone: string }) {
  const start = () => Date.parse(props.session.startsAt);
  const there = () => clock(start(), language(), props.zone);
  const here = () => clock(start(), language(), deviceZone());
  return (
    <p class="when">
      <time datetime={props.session.startsAt}>{there()}</time>
      <Show when={here() !== there()}>
        <small>{runWords().yours(here())}</small>
      </Show>
    </p>
  );
}
