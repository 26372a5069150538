import { createMemo, For, Show } from 'solid-js';
import type { SourceRole, Stage } from '#graphql/schema.generated';
import { MAX_SOURCES } from '#graphql/source/source';
import type { Desk } from '../desk/create-desk.ts';
import type { Edit } from '../desk/create-edit.ts';
import { ConflictChoice } from '../desk/edit-field.tsx';
import { FIRST_LABEL, sourceDeskWords } from './source-desk-words.ts';
import { freeId, sourceIds, withMoved, withoutSource } from './source-fields.ts';
import { ROLES, SourceFields } from './source-row.tsx';

interface Props {
  readonly desk: Desk;
  readonly edit: Edit;
  readonly mayAct: boolean;
  readonly languages: readonly string[];
  /** Names of the pool's channels. */
  readonly channels: readonly string[];
  /** The event's other stages. */
  readonly elsewhere: readonly Stage[];
  /** The input's field in which something is wrong. */
  readonly wrong: string | null;
}

/** The sources in their order. A source keeps its id wherever it is moved to. */
export function SourceForm(props: Props) {
  const ids = createMemo(() => sourceIds(props.edit.values()), undefined, {
    equals: (a, b) => a.join(' ') === b.join(' '),
  });
  let list!: HTMLOListElement;
  /** A row that is put elsewhere loses the focus; whoever pressed a key goes with it. */
  const move = (id: string, by: -1 | 1) => {
    props.edit.type('sources', withMoved(props.edit.values(), id, by));
    queueMicrotask(() => {
      const row = list.children[ids().indexOf(id)];
      row?.querySelector<HTMLButtonElement>(by < 0 ? '.up' : '.down')?.focus();
    });
  };
  const remove = (id: string) => {
    const place = ids().indexOf(id);
    props.edit.type('sources', withoutSource(props.edit.values(), id));
    queueMicrotask(() => list.children[Math.min(place, ids().length - 1)]?.querySelector('select')?.focus());
  };
  const add = (role: SourceRole) => {
    addSource(props, role);
    queueMicrotask(() => list.lastElementChild?.querySelector('select')?.focus());
  };
  return (
    <fieldset class="plain sources" disabled={!props.mayAct}>
      <ConflictChoice edit={props.edit} name="sources" />
      <Show when={ids().length === 0}>
        <div class="empty">
          <p class="d">{sourceDeskWords().none}</p>
          <Show when={props.mayAct}>
            <p class="m">{sourceDeskWords().noneHint}</p>
          </Show>
        </div>
      </Show>
      <ol ref={list}>
        <For each={ids()}>
          {(id, i) => (
            <SourceFields
              desk={props.desk}
              edit={props.edit}
              id={id}
              place={i()}
              isLast={i() === ids().length - 1}
              languages={props.languages}
              channels={props.channels}
              elsewhere={props.elsewhere}
              wrong={props.wrong}
              move={(by) => move(id, by)}
              remove={() => remove(id)}
            />
          )}
        </For>
      </ol>
      <Show when={props.mayAct && ids().length < MAX_SOURCES}>
        <div class="row">
          <For each={ROLES}>
            {(role) => (
              <button type="button" onClick={() => add(role)}>
                + {sourceDeskWords().add(sourceDeskWords().roles[role])}
              </button>
            )}
          </For>
        </div>
      </Show>
    </fieldset>
  );
}

/** One more, on the first channel that no stage of the event has, with the name that such sources mostly have. */
function addSource({ edit, languages, channels, elsewhere }: Props, role: SourceRole): void {
  const fields = edit.values();
  const id = freeId(role, fields);
  const taken = [
    ...sourceIds(fields).map((each) => fields[`${each}.channel`]),
    ...elsewhere.flatMap(({ sources }) => sources?.map(({ channel }) => channel) ?? []),
  ];
  const label: Readonly<Record<string, string>> = FIRST_LABEL[role];
  edit.type(`${id}.role`, role);
  edit.type(`${id}.channel`, channels.find((name) => !taken.includes(name)) ?? '');
  for (const lang of languages) edit.type(`${id}.label.${lang}`, label[lang] ?? '');
  edit.type('sources', [...sourceIds(fields), id].join(' '));
}
