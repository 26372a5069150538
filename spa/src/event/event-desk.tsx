import { createEffect, createMemo, createSignal, For, onCleanup, Show } from 'solid-js';
import type { Event, EventState } from '#graphql/schema.generated';
import { MAX_LENGTH } from '#graphql/text/text';
import type { Desk } from '../desk/create-desk.ts';
import { createEdit, type Edit } from '../desk/create-edit.ts';
import { deskWords } from '../desk/desk-words.ts';
import { EditField, EditTexts } from '../desk/edit-field.tsx';
import { EditFoot } from '../desk/edit-foot.tsx';
import { perform } from '../desk/perform.ts';
import type { Refusal } from '../desk/refusal.ts';
import { deskPath, go } from '../desk/route.ts';
import { languagesOf, textsOf } from '../text/text-fields.ts';
import { deviceZone } from '../time/zone.ts';
import { ConfirmState } from './confirm-state.tsx';
import { eventSaved, saveEvent } from './event-acts.ts';
import { eventDeskWords } from './event-desk-words.ts';
import { eventFields, eventInput, eventLanguages } from './event-fields.ts';
import { EventTimes } from './event-times.tsx';
import { eventWords } from './event-words.ts';

const STATES: readonly EventState[] = ['DRAFT', 'ANNOUNCED', 'LIVE', 'OVER', 'POSTPONED', 'CANCELLED'];

/** What a new event starts from. */
const blank = () => ({ version: null, fields: { zone: deviceZone(), languages: 'ja, en', state: 'DRAFT' } });

/** Creates an event, or changes one. A change of state is made only after it was read what viewers will see. */
export function EventDesk(props: { readonly desk: Desk; readonly event?: Event }) {
  const row = createMemo(() =>
    props.event
      ? { version: props.event.version, fields: eventFields(props.event), updatedBy: props.event.updatedBy }
      : blank(),
  );
  const edit = createEdit({ name: () => `event.${props.event?.id ?? '+'}`, row, drafts: () => props.desk.drafts });
  const typed = createMemo(() => eventInput(edit.values()));
  const [refused, setRefused] = createSignal<Refusal | null>(null);
  const [confirming, setConfirming] = createSignal(false);
  const isNew = () => props.event === undefined;
  const isTaken = () => isNew() && Boolean(props.desk.events.all()?.some(({ id }) => id === edit.value('id')));
  const changesState = () => !isNew() && edit.value('state') !== props.event?.state;

  createEffect(() => {
    const fields = edit.values();
    const text = (name: string) => textsOf(name, fields, eventLanguages(fields));
    props.desk.setPreview(edit.dirty() ? { title: text('title'), description: [], notice: text('notice') } : null);
  });
  onCleanup(() => props.desk.setPreview(null));

  async function save() {
    const { input } = typed();
    if (!input) return;
    setConfirming(false);
    const sent = edit.values();
    const created = isNew();
    const refusal = await perform(props.desk, 'text', 'event', async () => {
      const event = await saveEvent(props.desk, input, edit.expected());
      edit.saved(sent, { version: event.version, fields: eventFields(event), updatedBy: event.updatedBy });
      return eventSaved(props.desk, event);
    });
    setRefused(refusal);
    if (created && !refusal) go(deskPath(input.id));
  }

  return (
    <section class="page" aria-labelledby="event">
      <h1 class="d" id="event">
        {isNew() ? eventDeskWords().create : eventDeskWords().edit}
      </h1>
      <form onSubmit={(event) => event.preventDefault()}>
        <fieldset class="plain" disabled={!props.desk.mayAct}>
          <EventForm edit={edit} isNew={isNew()} isTaken={isTaken()} />
        </fieldset>
        <Show when={props.desk.mayAct}>
          <Show when={confirming()}>
            <ConfirmState
              edit={edit}
              onYes={() => void save()}
              onNo={() => setConfirming(false)}
              acts={props.desk.acts}
            />
          </Show>
          <Show when={!confirming()}>
            <EditFoot
              acts={props.desk.acts}
              edit={edit}
              name="event"
              wrong={isTaken() ? 'CONFLICT' : typed().wrong}
              refused={refused()}
              label={isNew() || edit.value('state') === 'DRAFT' ? deskWords().saveQuiet : undefined}
              save={() => (changesState() ? setConfirming(true) : void save())}
            />
          </Show>
        </Show>
      </form>
    </section>
  );
}

function EventForm(props: { readonly edit: Edit; readonly isNew: boolean; readonly isTaken: boolean }) {
  const languages = createMemo(() => languagesOf('title', props.edit.values(), eventLanguages(props.edit.values())));
  return (
    <>
      <Show when={props.isNew}>
        <EditField
          edit={props.edit}
          name="id"
          label={eventDeskWords().id}
          hint={props.isTaken ? eventDeskWords().taken : eventDeskWords().idHint}
          wrong={props.isTaken}
        />
      </Show>
      <EditTexts
        edit={props.edit}
        name="title"
        label={eventDeskWords().name}
        hint={eventDeskWords().phraseHint}
        languages={languages()}
        max={MAX_LENGTH.title}
      />
      <EventTimes edit={props.edit} />
      <fieldset class="states">
        <legend>{eventDeskWords().state}</legend>
        <For each={STATES}>
          {(state) => (
            <label class="choice">
              <input
                type="radio"
                name="state"
                value={state}
                checked={props.edit.value('state') === state}
                onChange={() => props.edit.type('state', state)}
              />
              {eventWords().eventState[state]}
            </label>
          )}
        </For>
      </fieldset>
      <EditTexts
        edit={props.edit}
        name="notice"
        label={eventDeskWords().notice}
        hint={eventDeskWords().noticeHint}
        languages={languages()}
        max={MAX_LENGTH.notice}
        rows={2}
      />
      <EditField
        edit={props.edit}
        name="languages"
        label={eventDeskWords().languages}
        hint={eventDeskWords().languagesHint}
      />
      <p class="m">{eventDeskWords().access}</p>
    </>
  );
}
