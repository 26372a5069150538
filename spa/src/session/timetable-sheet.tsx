import { Index, onCleanup, onMount, Show } from 'solid-js';
import type { LiveEvent, LiveSession, Text } from '#graphql/schema.generated';
import { CloseIcon } from '../design/icons.tsx';
import { language } from '../text/language.ts';
import { Texts } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { day } from '../time/format.ts';
import { deviceZone, setZoneChoice, zoneChoice, zoneFor } from '../time/zone.ts';
import { startOf } from './planned.ts';
import { Timetable } from './timetable.tsx';
import { timetableWords } from './timetable-words.ts';

interface Props {
  readonly event: LiveEvent;
  readonly stageName: readonly Text[];
  readonly sessions: readonly LiveSession[];
  readonly onAir: string | undefined;
  readonly next: string | undefined;
  readonly onClose: () => void;
}

interface Day {
  readonly name: string;
  readonly sessions: readonly LiveSession[];
}

/** The sessions by day of their start, as the days fall in the zone. */
export function daysOf(sessions: readonly LiveSession[], language: string, zone: string): Day[] {
  const days = Map.groupBy(sessions, (session) => day(startOf(session), language, zone));
  return [...days].map(([name, group]) => ({ name, sessions: group }));
}

/**
 * The stage's whole timetable over the page. Esc, the button, the ground beside it and the browser's "back" close it: opening it is a step in the
 * history, so that "back" does not leave the stage.
 */
export function TimetableSheet(props: Props) {
  let dialog!: HTMLDialogElement;
  const zone = () => zoneFor(props.event.zone);
  const days = () => daysOf(props.sessions, language(), zone());

  onMount(() => {
    history.pushState({ sheet: true }, '');
    dialog.showModal();
    dialog.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
    addEventListener('popstate', props.onClose);
  });
  onCleanup(() => {
    removeEventListener('popstate', props.onClose);
    dialog.close();
  });
  const isOurStep = () => (history.state as { sheet?: boolean } | null)?.sheet === true;
  const close = () => (isOurStep() ? history.back() : props.onClose());

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the ground beside the sheet is a second way; by keyboard it is Esc (onCancel) or the button
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby="timetable"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog && close()}
    >
      <div class="paper">
        <div class="row">
          <h2 class="d" id="timetable">
            {words().timetable}
          </h2>
          <button type="button" class="b0 sp" aria-label={timetableWords().close} onClick={close}>
            <CloseIcon />
          </button>
        </div>
        <ZoneSelect event={props.event} />
        <Index each={days()} fallback={<p>{timetableWords().noTimetable}</p>}>
          {(each) => (
            <>
              <h3 class="k">
                <Texts of={props.stageName} />
                <Show when={each().name}> {each().name}</Show>
              </h3>
              <Timetable sessions={each().sessions} zone={zone()} onAir={props.onAir} next={props.next} />
            </>
          )}
        </Index>
      </div>
    </dialog>
  );
}

function ZoneSelect(props: { readonly event: LiveEvent }) {
  return (
    <p class="row zone">
      <label class="m" for="zone">
        {timetableWords().zoneLabel}
      </label>
      <select
        id="zone"
        value={zoneChoice()}
        onChange={(event) => setZoneChoice(event.currentTarget.value === 'event' ? 'event' : 'device')}
      >
        <option value="device">{timetableWords().zoneDevice(deviceZone())}</option>
        <option value="event">{timetableWords().zoneEvent(props.event.zone ?? '')}</option>
      </select>
    </p>
  );
}
