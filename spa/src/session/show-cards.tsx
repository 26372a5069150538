import { createMemo, Show } from 'solid-js';
import { nextSession } from '#graphql/live/live-state';
import type { Session } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { deskPath } from '../desk/route.ts';
import { language } from '../text/language.ts';
import { Title } from '../text/texts.tsx';
import { clock, countdown } from '../time/format.ts';
import { now } from '../time/now.ts';
import { runWords } from './run-words.ts';
import { endSession, putOnAir, sessionTitle } from './session-acts.ts';
import { Speakers } from './speakers.tsx';

/** What comes next on the desk's stage. */
export const nextOf = (desk: Desk): Session | undefined =>
  nextSession([...(desk.sessions.all() ?? [])], desk.onAir(), new Date(now()).toISOString());

export function putNextOnAir(desk: Desk): void {
  const next = nextOf(desk);
  if (next) void perform(desk, 'show', 'next', () => putOnAir(desk, next));
}

const span = (session: Session, zone: string): string =>
  `${clock(Date.parse(session.startsAt), language(), zone)}–${clock(Date.parse(session.endsAt), language(), zone)}`;

/** What is on air and what comes next, always in the same two places. */
export function ShowCards(props: { readonly desk: Desk }) {
  return (
    <div class="pair">
      <OnAirCard desk={props.desk} />
      <NextCard desk={props.desk} />
    </div>
  );
}

function OnAirCard(props: { readonly desk: Desk }) {
  const session = () => props.desk.onAir();
  return (
    <section class="nb" classList={{ air: Boolean(session()) }} aria-label={runWords().onAir}>
      <div class="s">{runWords().onAir}</div>
      <div class="c">
        <Show
          when={session()}
          fallback={
            <>
              <h2 class="d">{runWords().nothingOnAir}</h2>
              <p class="m">{runWords().nothingOnAirHint}</p>
            </>
          }
        >
          {(on) => (
            <>
              <h2 class="d">
                <Title of={on().title} />
              </h2>
              <Speakers of={on()} />
              <TimeOnAir session={on()} zone={props.desk.zone()} />
              <div class="row">
                <Show when={props.desk.mayAct}>
                  <a class="btn" href={deskPath(on().id)} aria-label={runWords().editLabel(sessionTitle(on()))}>
                    {runWords().edit}
                  </a>
                  <ActButton
                    acts={props.desk.acts}
                    lane="show"
                    name="end"
                    doing={runWords().ending}
                    act={() => void perform(props.desk, 'show', 'end', () => endSession(props.desk))}
                  >
                    {runWords().end}
                  </ActButton>
                </Show>
              </div>
            </>
          )}
        </Show>
      </div>
    </section>
  );
}

function TimeOnAir(props: { readonly session: Session; readonly zone: string }) {
  const left = () => Date.parse(props.session.endsAt) - now();
  return (
    <p class="tm">
      <Show when={left() > 0} fallback={<span class="over">{runWords().over(countdown(-left()))}</span>}>
        <span>
          <b>{countdown(left())}</b> {runWords().left}
        </span>
      </Show>
      <span>{span(props.session, props.zone)}</span>
    </p>
  );
}

function NextCard(props: { readonly desk: Desk }) {
  const next = createMemo(() => nextOf(props.desk));
  const wait = () => Date.parse(next()?.startsAt ?? '') - now();
  return (
    <section class="nb" classList={{ cue: Boolean(next()) }} aria-label={runWords().next}>
      <div class="s">{runWords().next}</div>
      <div class="c">
        <Show
          when={next()}
          fallback={
            <>
              <h2 class="d">{runWords().nothingNext}</h2>
              <p class="m">{runWords().nothingNextHint}</p>
            </>
          }
        >
          {(session) => (
            <>
              <h2 class="d">
                <Title of={session().title} />
              </h2>
              <Speakers of={session()} />
              <p class="tm">
                <Show when={wait() > 0} fallback={<span class="over">{runWords().late(countdown(-wait()))}</span>}>
                  <span>
                    <b>{countdown(wait())}</b> {runWords().toGo}
                  </span>
                </Show>
                <span>{span(session(), props.desk.zone())}</span>
              </p>
              <Show when={props.desk.mayAct}>
                <ActButton
                  acts={props.desk.acts}
                  lane="show"
                  name="next"
                  class="go cue"
                  doing={runWords().putting}
                  act={() => putNextOnAir(props.desk)}
                >
                  <span>{runWords().putNext}</span>
                  <kbd class="kb">N</kbd>
                </ActButton>
              </Show>
            </>
          )}
        </Show>
      </div>
    </section>
  );
}
