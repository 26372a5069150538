import { Index, Show } from 'solid-js';
import type { LiveSession } from '#graphql/schema.generated';
import { language } from '../text/language.ts';
import { Title } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { clock } from '../time/format.ts';
import { now } from '../time/now.ts';
import { endOf, startOf } from './planned.ts';
import { Speakers } from './speakers.tsx';

interface Props {
  readonly sessions: readonly LiveSession[];
  readonly zone: string;
  /** Ids of what is on air and of what comes next. */
  readonly onAir: string | undefined;
  readonly next: string | undefined;
}

/** Rows of a timetable: what is on now is marked, what is past steps back. */
export function Timetable(props: Props) {
  const isPast = (session: LiveSession) =>
    session.id !== props.onAir && session.id !== props.next && endOf(session) <= now();
  return (
    <ol class="tt">
      <Index each={props.sessions}>
        {(session) => (
          <li
            classList={{ now: session().id === props.onAir, past: isPast(session()) }}
            aria-current={session().id === props.onAir ? 'true' : undefined}
          >
            <time datetime={session().startsAt ?? undefined}>{clock(startOf(session()), language(), props.zone)}</time>
            <div>
              <p class="d">
                <Title of={session().title} />
              </p>
              <Speakers of={session()} />
            </div>
            <Show
              when={session().id === props.onAir}
              fallback={<span class="m">{session().id === props.next ? words().upNext : ''}</span>}
            >
              <span class="lamp air">{words().onAir}</span>
            </Show>
          </li>
        )}
      </Index>
    </ol>
  );
}
