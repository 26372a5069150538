import { createEffect, Match, on, Show, Switch, untrack } from 'solid-js';
import { eventOf } from '#graphql/keys';
import type { LiveState } from '#graphql/schema.generated';
import { createStage } from '../live/create-stage.ts';
import type { House } from '../page/house.ts';
import { later } from '../page/later.ts';
import { eventPath } from '../page/route.ts';
import { say } from '../page/say.ts';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { words } from '../text/words.ts';
import { zoneFor } from '../time/zone.ts';
import { Plate } from './plate.tsx';
import { Stage } from './stage.tsx';

const TimetableSheet = later(async () => (await import('../session/styled-timetable-sheet.ts')).TimetableSheet);

interface Props {
  /** `<event>.<slug>`. It stays the same for this page's life. */
  readonly stage: string;
  readonly house: House;
}

/** A stage, from the first snapshot on; or why there is nothing to show. */
export function StagePage(props: Props) {
  const id = untrack(() => props.stage);
  const view = createStage(id);
  const state = () => view().state;
  const name = () => state()?.stages?.find((stage) => stage.id === id)?.name ?? [];

  createEffect(() => {
    const here = state();
    if (here?.event) props.house.learn(here.event, here.stages ?? [], here);
  });
  createEffect(() => {
    document.title = titleOf(state(), name());
  });
  speakOf(view);

  const closeTimetable = () => props.house.setTimetableOpen(false);
  return (
    <Switch fallback={<p class="m wait">{words().loading}</p>}>
      <Match when={state()}>
        {(here) => (
          <>
            <Stage view={view()} state={here()} name={name()} zone={zoneFor(here().event?.zone)} house={props.house} />
            <Show when={props.house.timetableOpen() && here().event}>
              {(event) => (
                <TimetableSheet
                  event={event()}
                  stageName={name()}
                  sessions={view().programme}
                  onAir={here().session?.id}
                  next={here().next?.id}
                  onClose={closeTimetable}
                />
              )}
            </Show>
          </>
        )}
      </Match>
      <Match when={view().found === 'no'}>
        <Plate title={words().missing} hint={words().missingHint}>
          <a class="btn" href={eventPath(eventOf(id))}>
            {words().home}
          </a>
        </Plate>
      </Match>
      <Match when={view().status.kind === 'stale'}>
        <Plate title={words().unreachable} hint={words().unreachableHint} />
      </Match>
    </Switch>
  );
}

function titleOf(state: LiveState | null, name: Parameters<typeof pick>[0]): string {
  const texts = [state?.session?.title, name, state?.event?.title];
  const parts = texts.map((each) => plain(pick(each, language()).value)).filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' · ') : 'Butai';
}

/** Says what changed to those who do not see it: another session, updates that stop, and their return; never the first state. */
function speakOf(view: ReturnType<typeof createStage>): void {
  const session = () => view().state?.session;
  const isStale = () => view().status.kind === 'stale';
  createEffect(
    on(
      () => [view().state !== null, session()?.id] as const,
      ([known, id], before) => {
        if (!before?.[0] || !known || !id || id === before[1]) return;
        say(words().said.session(plain(pick(session()?.title, language()).value)));
      },
    ),
  );
  createEffect(
    on(isStale, (stale, before) => {
      if (stale) say(words().said.stale);
      else if (before) say(words().said.restored);
    }),
  );
}
