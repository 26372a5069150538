import { For, Show } from 'solid-js';
import type { Edit } from '../desk/create-edit.ts';
import { EditField } from '../desk/edit-field.tsx';
import { OtherTimes } from '../desk/other-times.tsx';
import { eventDeskWords } from './event-desk-words.ts';

/** From when to when, by the clocks of the place, with the operator's own beside. */
export function EventTimes(props: { readonly edit: Edit }) {
  return (
    <div class="times">
      <EditField edit={props.edit} name="startsAt" type="datetime-local" label={eventDeskWords().startsAt} />
      <EditField edit={props.edit} name="endsAt" type="datetime-local" label={eventDeskWords().endsAt} />
      <EditField
        edit={props.edit}
        name="zone"
        label={eventDeskWords().zone}
        hint={eventDeskWords().zoneHint}
        list="zones"
      />
      <datalist id="zones">
        <For each={Intl.supportedValuesOf('timeZone')}>{(zone) => <option value={zone} />}</For>
      </datalist>
      <Show when={props.edit.value('zone')}>
        <OtherTimes edit={props.edit} zone={props.edit.value('zone')} />
      </Show>
    </div>
  );
}
