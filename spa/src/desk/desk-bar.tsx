import { Show } from 'solid-js';
import { AutoIcon, Mark, MoonIcon, SunIcon } from '../design/icons.tsx';
import { setTheme, THEMES, theme } from '../design/theme.ts';
import { eventTitle } from '../event/event-acts.ts';
import { language, setLanguage } from '../text/language.ts';
import { words } from '../text/words.ts';
import { clock, exactClock, zoneName } from '../time/format.ts';
import { now } from '../time/now.ts';
import { deviceZone } from '../time/zone.ts';
import type { Desk } from './create-desk.ts';
import { deskWords } from './desk-words.ts';
import type { Keys } from './keys.ts';
import { eventsPath } from './route.ts';

interface Props {
  readonly desk: Desk;
  readonly keys: Keys;
  readonly keyListOpen: boolean;
  readonly onKeyList: () => void;
  readonly onSignOut: () => void;
}

/** Whose desk this is, what time it is there and here, and the operator's own settings. */
export function DeskBar(props: Props) {
  return (
    <header class="bar">
      <a class="mark" href={eventsPath}>
        <Mark />
        <span>
          {deskWords().desk}
          <Show when={props.desk.event()}>{(event) => <small>{eventTitle(event())}</small>}</Show>
        </span>
      </a>
      <Clocks zone={props.desk.zone()} />
      <div class="row sp settings">
        <span class="m who">
          <Show when={props.desk.role}>{(role) => <b>{deskWords().roles[role()]}</b>}</Show>{' '}
          {deskWords().you(props.desk.operator.email)}
        </span>
        <Show when={props.desk.mayAct}>
          <button type="button" aria-pressed={props.keys.on()} onClick={() => props.keys.toggle()}>
            {props.keys.on() ? deskWords().keys.on : deskWords().keys.off}
          </button>
          <button
            type="button"
            aria-expanded={props.keyListOpen}
            aria-label={deskWords().keys.list}
            onClick={() => props.onKeyList()}
          >
            <kbd class="kb">?</kbd>
          </button>
        </Show>
        <LanguageButton />
        <ThemeButton />
        <button type="button" onClick={() => props.onSignOut()}>
          {deskWords().signOut}
        </button>
      </div>
    </header>
  );
}

/** The event's time, and where it differs the operator's. */
function Clocks(props: { readonly zone: string }) {
  const here = () => clock(now(), language(), deviceZone());
  const there = () => clock(now(), language(), props.zone);
  return (
    <div class="clock">
      {exactClock(now(), language(), props.zone)}
      <small>
        {zoneName(now(), language(), props.zone)}
        <Show when={here() !== there()}>
          {' '}
          / {deskWords().yourTime(here(), zoneName(now(), language(), deviceZone()))}
        </Show>
      </small>
    </div>
  );
}

export function LanguageButton() {
  const other = () => (language() === 'ja' ? 'en' : 'ja');
  return (
    <button type="button" class="b0" lang={other()} onClick={() => setLanguage(other())}>
      {words().otherLanguage}
    </button>
  );
}

export function ThemeButton() {
  const next = () => THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length] ?? 'auto';
  const icon = () => ({ auto: <AutoIcon />, light: <SunIcon />, dark: <MoonIcon /> })[theme()];
  return (
    <button type="button" class="b0" onClick={() => setTheme(next())} aria-label={words().theme[theme()]}>
      {icon()}
    </button>
  );
}
