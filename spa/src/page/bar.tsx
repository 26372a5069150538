import { createEffect, Index, Show } from 'solid-js';
import { AutoIcon, CalendarIcon, Mark, MoonIcon, SunIcon } from '../design/icons.tsx';
import { setTheme, THEMES, theme } from '../design/theme.ts';
import { isOnAir } from '../stage/scene.ts';
import { language, setLanguage } from '../text/language.ts';
import { Texts } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { dateRange } from '../time/format.ts';
import { zoneFor } from '../time/zone.ts';
import type { House } from './house.ts';
import { eventPath, route, stagePath } from './route.ts';

/** What stands above every page: whose house this is, its stages and which of them are lit, and the viewer's own settings. */
export function Bar(props: { readonly house: House }) {
  const event = () => props.house.event();
  const here = () => {
    const now = route();
    return now.page === 'stage' ? now.stage : null;
  };
  let nav!: HTMLElement;
  // Where the tabs do not fit, the strip shows the current one; only the strip moves.
  createEffect(() => {
    if (here() && props.house.stages().length > 0)
      nav.scrollLeft = (nav.querySelector<HTMLElement>('[aria-current]')?.offsetLeft ?? 0) - 24;
  });
  return (
    <header class="bar">
      <a class="mark" href={event() ? eventPath(event()!.id) : '/'}>
        <Mark />
        <span>
          <Show when={event()?.title?.length} fallback="Butai">
            <Texts of={event()?.title} />
            <small>{dateRange(event()!, language(), zoneFor(event()!.zone))}</small>
          </Show>
        </span>
      </a>
      <nav class="stages" aria-label={words().stages} ref={nav}>
        <Index each={props.house.stages()}>
          {(stage) => (
            <a href={stagePath(stage().id)} aria-current={stage().id === here() ? 'page' : undefined}>
              <b>
                <Texts of={stage().name} />
              </b>
              <Lamp on={isOnAir(props.house.stateOf(stage().id))} />
            </a>
          )}
        </Index>
      </nav>
      <div class="row sp">
        <Show when={here() && props.house.stages().length > 0}>
          <button type="button" class="b0" onClick={() => props.house.setTimetableOpen(true)}>
            <CalendarIcon />
            <span class="narrow-vh">{words().timetable}</span>
          </button>
        </Show>
        <LanguageLink />
        <ThemeButton />
      </div>
    </header>
  );
}

/** Its place is kept while it is dark, so that the tabs beside it do not move. */
function Lamp(props: { readonly on: boolean }) {
  return (
    <span class="lamp air" classList={{ out: !props.on }}>
      <Show when={props.on}>
        <span class="vh">{words().onAir}</span>
      </Show>
    </span>
  );
}

function LanguageLink() {
  const other = () => (language() === 'ja' ? 'en' : 'ja');
  const choose = (event: MouseEvent) => {
    event.preventDefault();
    setLanguage(other());
  };
  return (
    <a class="btn b0" href={`?lang=${other()}`} lang={other()} hreflang={other()} onClick={choose}>
      {words().otherLanguage}
    </a>
  );
}

function ThemeButton() {
  const next = () => THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length] ?? 'auto';
  const icon = () => ({ auto: <AutoIcon />, light: <SunIcon />, dark: <MoonIcon /> })[theme()];
  return (
    <button type="button" class="b0" onClick={() => setTheme(next())} aria-label={words().theme[theme()]}>
      {icon()}
    </button>
  );
}
