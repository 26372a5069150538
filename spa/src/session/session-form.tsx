import { createMemo, createSignal, For, Index, Show } from 'solid-js';
import type { SessionKind } from '#graphql/schema.generated';
import { MAX_SPEAKERS } from '#graphql/session/session';
import { MAX_LENGTH } from '#graphql/text/text';
import type { Edit } from '../desk/create-edit.ts';
import { EditField, EditTexts } from '../desk/edit-field.tsx';
import { OtherTimes } from '../desk/other-times.tsx';
import { languagesOf } from '../text/text-fields.ts';
import { runWords } from './run-words.ts';
import { speakerCount, withoutSpeaker } from './session-fields.ts';

interface Props {
  readonly edit: Edit;
  readonly isNew: boolean;
  readonly isTaken: boolean;
  readonly zone: string;
  readonly languages: readonly string[];
}

const KINDS: readonly SessionKind[] = ['TALK', 'BREAK'];

/** What a session says, each language beside the others, and when. */
export function SessionForm(props: Props) {
  const languages = (name: string) => createMemo(() => languagesOf(name, props.edit.values(), props.languages));
  const titles = languages('title');
  const descriptions = languages('description');
  return (
    <>
      <Show when={props.isNew}>
        <EditField
          edit={props.edit}
          name="slug"
          label={runWords().id}
          hint={props.isTaken ? runWords().taken : runWords().idHint}
          wrong={props.isTaken}
        />
      </Show>
      <EditTexts
        edit={props.edit}
        name="title"
        label={runWords().title}
        hint={runWords().titleHint}
        languages={titles()}
        max={MAX_LENGTH.title}
      />
      <EditTexts
        edit={props.edit}
        name="description"
        label={runWords().description}
        languages={descriptions()}
        max={MAX_LENGTH.description}
        rows={5}
      />
      <div class="times">
        <EditField edit={props.edit} name="startsAt" type="datetime-local" label={runWords().startsAt} />
        <EditField edit={props.edit} name="endsAt" type="datetime-local" label={runWords().endsAt} />
        <p class="hint">{runWords().zone(props.zone)}</p>
        <OtherTimes edit={props.edit} zone={props.zone} />
      </div>
      <fieldset class="states">
        <legend>{runWords().kind}</legend>
        <For each={KINDS}>
          {(kind) => (
            <label class="choice">
              <input
                type="radio"
                name="kind"
                checked={props.edit.value('kind') === kind}
                onChange={() => props.edit.type('kind', kind)}
              />
              {runWords().kinds[kind]}
            </label>
          )}
        </For>
      </fieldset>
      <SpeakerFields edit={props.edit} languages={props.languages} />
    </>
  );
}

function SpeakerFields(props: { readonly edit: Edit; readonly languages: readonly string[] }) {
  const [open, setOpen] = createSignal(0);
  const count = createMemo(() => Math.max(speakerCount(props.edit.values()), open()));
  const places = createMemo(() => Array.from({ length: count() }, (_, i) => i));
  const remove = (index: number) => {
    setOpen(count() - 1);
    for (const [name, value] of Object.entries(withoutSpeaker(props.edit.values(), index)))
      props.edit.type(name, value);
  };
  const languages = (name: string) => languagesOf(name, props.edit.values(), props.languages);
  return (
    <fieldset class="speakers">
      <legend>{runWords().speakers}</legend>
      <Index each={places()}>
        {(i) => (
          <div class="speaker">
            <EditTexts
              edit={props.edit}
              name={`speakers.${i()}.name`}
              label={runWords().speakerName(i() + 1)}
              languages={languages(`speakers.${i()}.name`)}
              max={MAX_LENGTH.speaker}
            />
            <EditTexts
              edit={props.edit}
              name={`speakers.${i()}.affiliation`}
              label={runWords().speakerFrom(i() + 1)}
              languages={languages(`speakers.${i()}.affiliation`)}
              max={MAX_LENGTH.speaker}
            />
            <button type="button" aria-label={runWords().removeSpeaker(i() + 1)} onClick={() => remove(i())}>
              ×
            </button>
          </div>
        )}
      </Index>
      <Show when={count() < MAX_SPEAKERS}>
        <button type="button" onClick={() => setOpen(count() + 1)}>
          + {runWords().addSpeaker}
        </button>
      </Show>
    </fieldset>
  );
}
