import { Match, Show, Switch } from 'solid-js';
import { language } from '../text/language.ts';
import { exactClock } from '../time/format.ts';
import { now } from '../time/now.ts';
import type { Desk } from './create-desk.ts';
import { deskWords } from './desk-words.ts';

/** The page's status, and the age of what it shows: a stage on air says something at least every half minute. */
export function Freshness(props: { readonly desk: Desk }) {
  const view = () => props.desk.screens();
  const age = () => Math.max(0, Math.round((now() - Date.parse(view().state?.at ?? '')) / 1000));
  const since = () => {
    const { status } = view();
    return status.kind === 'stale' ? status.since : null;
  };
  return (
    <p class="sp fresh">
      <Switch>
        <Match when={view().status.kind === 'live'}>
          <span class="lamp cue">{deskWords().audience.live}</span>
        </Match>
        <Match when={since()}>
          {(at) => (
            <span class="lamp warn">{deskWords().audience.stale(exactClock(at(), language(), props.desk.zone()))}</span>
          )}
        </Match>
        <Match when={view().status.kind === 'stale'}>
          <span class="lamp warn">{deskWords().audience.never}</span>
        </Match>
        <Match when={view().state}>
          <span class="lamp">{deskWords().audience.fallback}</span>
        </Match>
      </Switch>
      <Show when={view().state?.at}>
        <span class="m">{age() < 2 ? deskWords().audience.fresh : deskWords().audience.age(age())}</span>
      </Show>
    </p>
  );
}
