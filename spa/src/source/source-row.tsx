import { createMemo, createUniqueId, For, Show } from 'solid-js';
import type { SourceRole, Stage } from '#graphql/schema.generated';
import { MAX_LENGTH } from '#graphql/text/text';
import { ChannelIncoming } from '../broadcast/incoming.tsx';
import type { Desk } from '../desk/create-desk.ts';
import type { Edit } from '../desk/create-edit.ts';
import { ConflictChoice, EditField, EditTexts } from '../desk/edit-field.tsx';
import { stageName } from '../stage/stage-acts.ts';
import { languagesOf } from '../text/text-fields.ts';
import { sourceDeskWords } from './source-desk-words.ts';

interface Props {
  readonly desk: Desk;
  readonly edit: Edit;
  readonly id: string;
  /** From 0. */
  readonly place: number;
  readonly isLast: boolean;
  readonly languages: readonly string[];
  readonly channels: readonly string[];
  readonly elsewhere: readonly Stage[];
  readonly wrong: string | null;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
}

export const ROLES: readonly SourceRole[] = ['FLOOR', 'LANGUAGE', 'SIGN', 'SPARE'];

/** One source. */
export function SourceFields(props: Props) {
  const field = (name: string) => `${props.id}.${name}`;
  const channel = () => props.edit.value(field('channel'));
  const role = () => props.edit.value(field('role')) as SourceRole;
  const languages = createMemo(() => languagesOf(field('label'), props.edit.values(), props.languages));
  const isWrong = (part: string) => props.wrong?.startsWith(`${props.place}${part}`) ?? false;
  /** One that is gone from the pool stays to be seen, and is told to be gone. */
  const choices = () => {
    const isGone = channel() !== '' && !props.channels.includes(channel());
    return [...props.channels, ...(isGone ? [channel()] : []), ''];
  };
  const sayChannel = (name: string) => {
    if (name === '') return sourceDeskWords().address;
    if (!props.channels.includes(name)) return sourceDeskWords().gone(name);
    const user = props.elsewhere.find(({ sources }) => sources?.some((source) => source.channel === name));
    return user ? sourceDeskWords().usedBy(name, stageName(user)) : sourceDeskWords().channel(name);
  };
  return (
    <li>
      <fieldset>
        <legend>{sourceDeskWords().nth(props.place + 1, sourceDeskWords().roles[role()])}</legend>
        <div class="times">
          <Select
            edit={props.edit}
            name={field('role')}
            label={sourceDeskWords().role}
            choices={ROLES}
            say={(each) => sourceDeskWords().roles[each as SourceRole]}
          />
          <Select
            edit={props.edit}
            name={field('channel')}
            label={sourceDeskWords().from}
            choices={choices()}
            say={sayChannel}
            wrong={isWrong('.channel')}
          />
          <Show when={channel() === ''}>
            <EditField
              edit={props.edit}
              name={field('url')}
              label={sourceDeskWords().url}
              hint={sourceDeskWords().urlHint}
              wrong={isWrong('.url') || props.wrong === String(props.place)}
            />
          </Show>
        </div>
        <ChannelIncoming desk={props.desk} channel={channel()} />
        <EditTexts
          edit={props.edit}
          name={field('label')}
          label={sourceDeskWords().label}
          languages={languages()}
          max={MAX_LENGTH.name}
          wrong={isWrong('.label')}
        />
      </fieldset>
      <Order {...props} />
    </li>
  );
}

function Order(props: Pick<Props, 'place' | 'isLast' | 'move' | 'remove'>) {
  const n = () => props.place + 1;
  return (
    <div class="row">
      <button
        type="button"
        class="up"
        aria-label={sourceDeskWords().up(n())}
        aria-disabled={props.place === 0}
        onClick={() => props.place > 0 && props.move(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="down"
        aria-label={sourceDeskWords().down(n())}
        aria-disabled={props.isLast}
        onClick={() => !props.isLast && props.move(1)}
      >
        ↓
      </button>
      <button type="button" aria-label={sourceDeskWords().remove(n())} onClick={() => props.remove()}>
        ×
      </button>
    </div>
  );
}

interface SelectProps {
  readonly edit: Edit;
  readonly name: string;
  readonly label: string;
  readonly choices: readonly string[];
  readonly say: (choice: string) => string;
  readonly wrong?: boolean;
}

function Select(props: SelectProps) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        aria-invalid={props.wrong || undefined}
        onChange={(event) => props.edit.type(props.name, event.currentTarget.value)}
      >
        <For each={props.choices}>
          {(choice) => (
            <option value={choice} selected={props.edit.value(props.name) === choice}>
              {props.say(choice)}
            </option>
          )}
        </For>
      </select>
      <ConflictChoice edit={props.edit} name={props.name} say={(value) => props.say(value)} />
    </div>
  );
}
