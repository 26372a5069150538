import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import { MAX_LENGTH } from '#graphql/text/text';
import type { Desk } from '../desk/create-desk.ts';
import { createEdit } from '../desk/create-edit.ts';
import { EditTexts } from '../desk/edit-field.tsx';
import { EditFoot } from '../desk/edit-foot.tsx';
import { perform } from '../desk/perform.ts';
import type { Refusal } from '../desk/refusal.ts';
import { languagesOf } from '../text/text-fields.ts';
import { saveStageText, stageName, stageTextSaved } from './stage-acts.ts';
import { stageDeskWords } from './stage-desk-words.ts';
import { stageTextOf, stageTextSeen, wrongStageText } from './stage-fields.ts';

/** The stage's own words, in all languages side by side. */
export function StageText(props: { readonly desk: Desk; readonly stage: Stage }) {
  const row = createMemo(() => stageTextSeen(props.stage));
  const edit = createEdit({ name: () => `stage-text.${props.stage.id}`, row, drafts: () => props.desk.drafts });
  const [refused, setRefused] = createSignal<Refusal | null>(null);
  const base = () => props.desk.event()?.languages ?? [];
  const languages = (name: string) => createMemo(() => languagesOf(name, edit.values(), base()));
  const titles = languages('title');
  const descriptions = languages('description');

  createEffect(() => props.desk.setPreview(edit.dirty() ? stageTextOf(edit.values(), base()) : null));
  onCleanup(() => props.desk.setPreview(null));

  async function save() {
    const sent = edit.values();
    const refusal = await perform(props.desk, 'text', 'stage-text', async () => {
      const stage = await saveStageText(props.desk, props.stage.id, stageTextOf(sent, base()), edit.expected() ?? 0);
      edit.saved(sent, stageTextSeen(stage));
      return stageTextSaved(stage);
    });
    setRefused(refusal);
  }

  return (
    <form
      class="panel"
      aria-label={stageDeskWords().textOf(stageName(props.stage))}
      onSubmit={(e) => e.preventDefault()}
    >
      <p class="m">{stageDeskWords().textHint}</p>
      <fieldset class="plain" disabled={!props.desk.mayAct}>
        <EditTexts
          edit={edit}
          name="title"
          label={stageDeskWords().title}
          languages={titles()}
          max={MAX_LENGTH.title}
        />
        <EditTexts
          edit={edit}
          name="description"
          label={stageDeskWords().description}
          languages={descriptions()}
          max={MAX_LENGTH.description}
          rows={6}
        />
      </fieldset>
      {props.desk.mayAct && (
        <EditFoot
          acts={props.desk.acts}
          edit={edit}
          name="stage-text"
          wrong={wrongStageText(edit.values(), base())}
          refused={refused()}
          save={() => void save()}
        />
      )}
    </form>
  );
}
