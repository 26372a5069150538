import { createMemo, createSignal, Show } from 'solid-js';
import type { Event, Stage } from '#graphql/schema.generated';
import { MAX_LENGTH } from '#graphql/text/text';
import type { Desk } from '../desk/create-desk.ts';
import { createEdit } from '../desk/create-edit.ts';
import { deskWords } from '../desk/desk-words.ts';
import { EditField, EditTexts } from '../desk/edit-field.tsx';
import { EditFoot } from '../desk/edit-foot.tsx';
import { perform } from '../desk/perform.ts';
import type { Refusal } from '../desk/refusal.ts';
import { languagesOf } from '../text/text-fields.ts';
import { saveStage, stageSaved } from './stage-acts.ts';
import { stageDeskWords } from './stage-desk-words.ts';
import { stageInput, stageSeen, wrongStage } from './stage-fields.ts';

interface Props {
  readonly desk: Desk;
  readonly event: Event;
  /** Left out: a new one. */
  readonly stage?: Stage;
  readonly onSaved?: () => void;
}

const NONE = { version: null, fields: {} };

/** Makes a stage, or renames one. */
export function StageName(props: Props) {
  const row = createMemo(() => (props.stage ? stageSeen(props.stage) : NONE));
  const name = () => `stage.${props.stage?.id ?? `${props.event.id}.+`}`;
  const edit = createEdit({ name, row, drafts: () => props.desk.drafts });
  const [refused, setRefused] = createSignal<Refusal | null>(null);
  const stages = () => props.desk.stages.all() ?? [];
  const id = () => props.stage?.id ?? `${props.event.id}.${edit.value('slug')}`;
  const order = () => props.stage?.order ?? Math.max(0, ...stages().map((stage) => stage.order)) + 1;
  const languages = createMemo(() => languagesOf('name', edit.values(), props.event.languages));
  const input = () => stageInput(id(), order(), edit.values(), props.event.languages);
  const isTaken = () => !props.stage && stages().some((stage) => stage.id === id());

  async function save() {
    const sent = edit.values();
    const refusal = await perform(props.desk, 'text', name(), async () => {
      const stage = await saveStage(props.desk, input(), edit.expected());
      // The form for a new stage starts again from nothing.
      edit.saved(sent, props.stage ? stageSeen(stage) : NONE);
      if (!props.stage) edit.discard();
      return stageSaved(props.desk, stage);
    });
    setRefused(refusal);
    if (!refusal) props.onSaved?.();
  }

  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <Show when={!props.stage}>
        <EditField
          edit={edit}
          name="slug"
          label={stageDeskWords().id}
          hint={isTaken() ? stageDeskWords().taken : stageDeskWords().idHint}
          wrong={isTaken()}
        />
      </Show>
      <EditTexts edit={edit} name="name" label={stageDeskWords().name} languages={languages()} max={MAX_LENGTH.name} />
      <EditFoot
        acts={props.desk.acts}
        edit={edit}
        name={name()}
        label={props.event.state === 'DRAFT' ? deskWords().saveQuiet : undefined}
        wrong={isTaken() ? 'CONFLICT' : wrongStage(input())}
        refused={refused()}
        save={() => void save()}
      />
    </form>
  );
}
