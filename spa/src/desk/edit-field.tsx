import { createUniqueId, For, Show } from 'solid-js';
import type { Edit } from './create-edit.ts';
import { deskWords } from './desk-words.ts';

interface Props {
  readonly edit: Edit;
  /** The field's name in the edit: `title.ja`. */
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'number' | 'datetime-local';
  /** Of a text that has lines. */
  readonly rows?: number;
  /** Most UTF-16 code units; more may be typed, and is said to be too much. */
  readonly max?: number;
  readonly lang?: string;
  readonly hint?: string;
  /** Id of a list of suggestions. */
  readonly list?: string;
  readonly wrong?: boolean;
}

/** One field of an edit, with what somebody else made of it meanwhile. */
export function EditField(props: Props) {
  const id = createUniqueId();
  const common = () => ({
    id,
    lang: props.lang,
    'aria-invalid': props.wrong || undefined,
    'aria-describedby': `${id}-hint`,
    value: props.edit.value(props.name),
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      props.edit.type(props.name, event.currentTarget.value),
  });
  const left = () => (props.max === undefined ? null : props.max - props.edit.value(props.name).length);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <Show when={props.rows} fallback={<input type={props.type ?? 'text'} list={props.list} {...common()} />}>
        <textarea rows={props.rows} {...common()} />
      </Show>
      <p class="hint" id={`${id}-hint`}>
        {props.hint}
        <Show when={left() !== null && (left() as number) < Math.max(20, (props.max as number) / 5)}>
          <span classList={{ over: (left() as number) < 0 }}>
            {(left() as number) < 0
              ? deskWords().tooLong(-(left() as number))
              : deskWords().characters(left() as number)}
          </span>
        </Show>
      </p>
      <ConflictChoice edit={props.edit} name={props.name} lang={props.lang} />
    </div>
  );
}

interface ChoiceProps {
  readonly edit: Edit;
  readonly name: string;
  readonly lang?: string | undefined;
  /** What people read for a value that is none of their words. */
  readonly say?: (value: string) => string;
}

/** Both people's words, and which of them is to be saved. Nothing of either goes before the choice is saved. */
export function ConflictChoice(props: ChoiceProps) {
  const by = () => props.edit.changedBy();
  const say = (value: string) => props.say?.(value) ?? value;
  return (
    <Show when={props.edit.conflict(props.name)}>
      {(conflict) => (
        <fieldset class="conflict" classList={{ settled: conflict().settled }}>
          <legend>
            <span class="lamp warn" aria-hidden="true" />
            {by() ? deskWords().conflict.by(by() as string) : deskWords().conflict.title}
          </legend>
          <dl>
            <dt>{deskWords().conflict.theirs}</dt>
            <dd lang={props.lang}>{say(conflict().theirs) || deskWords().conflict.empty}</dd>
            <dt>{deskWords().conflict.mine}</dt>
            <dd lang={props.lang}>{say(conflict().mine) || deskWords().conflict.empty}</dd>
          </dl>
          <div class="row">
            <button type="button" onClick={() => props.edit.takeTheirs(props.name)}>
              {deskWords().conflict.takeTheirs}
            </button>
            <button type="button" onClick={() => props.edit.takeMine(props.name)}>
              {deskWords().conflict.keepMine}
            </button>
            <Show when={conflict().settled}>
              <span class="m">{deskWords().conflict.settled}</span>
            </Show>
          </div>
        </fieldset>
      )}
    </Show>
  );
}

interface TextsProps {
  readonly edit: Edit;
  /** Of the text: `title` makes the fields `title.ja`, `title.en`. */
  readonly name: string;
  readonly label: string;
  readonly languages: readonly string[];
  readonly max: number;
  readonly rows?: number;
  readonly hint?: string;
  readonly wrong?: boolean;
}

/** An audience text, each language beside the others. */
export function EditTexts(props: TextsProps) {
  return (
    <fieldset class="texts">
      <legend>{props.label}</legend>
      <Show when={props.hint}>
        <p class="hint">{props.hint}</p>
      </Show>
      <div class="languages">
        <For each={props.languages}>
          {(lang) => (
            <EditField
              edit={props.edit}
              name={`${props.name}.${lang}`}
              label={deskWords().languageName(lang)}
              lang={lang}
              max={props.max}
              rows={props.rows}
              wrong={props.wrong}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}
