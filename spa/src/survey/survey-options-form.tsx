import { createMemo, For, Show } from 'solid-js';
import { MAX_OPTIONS } from '#graphql/survey/survey';
import { MAX_LENGTH } from '#graphql/text/text';
import type { Edit } from '../desk/create-edit.ts';
import { ConflictChoice, EditTexts } from '../desk/edit-field.tsx';
import { languagesOf } from '../text/text-fields.ts';
import { optionIds, withMoved, withOption, withoutOption } from './survey-fields.ts';
import { surveyFormWords } from './survey-form-words.ts';

interface Props {
  readonly edit: Edit;
  readonly languages: readonly string[];
  readonly wordsOnly: boolean;
  readonly wrong: string | null;
}

/** What can be chosen. An option keeps its id wherever it is moved to. */
export function OptionFields(props: Props) {
  const kind = () => props.edit.value('kind');
  const isChoice = () => kind() === 'SINGLE' || kind() === 'MULTIPLE';
  const ids = createMemo(() => optionIds(props.edit.values()), undefined, {
    equals: (a, b) => a.join(' ') === b.join(' '),
  });
  let list!: HTMLOListElement;
  const setIds = (options: string) => props.edit.type('options', options);
  /** The rows are made anew when they move; whoever pressed a key goes with the one that was moved. */
  const move = (id: string, by: -1 | 1) => {
    setIds(withMoved(props.edit.values(), id, by));
    queueMicrotask(() => {
      const row = list.children[ids().indexOf(id)];
      row?.querySelector<HTMLButtonElement>(by < 0 ? '.up' : '.down')?.focus();
    });
  };
  const add = () => {
    setIds(withOption(props.edit.values()));
    queueMicrotask(() => list.lastElementChild?.querySelector('input')?.focus());
  };
  const remove = (id: string) => {
    const place = ids().indexOf(id);
    setIds(withoutOption(props.edit.values(), id));
    queueMicrotask(() => list.children[Math.min(place, ids().length - 1)]?.querySelector('input')?.focus());
  };
  return (
    <Show when={ids().length > 0 || isChoice()}>
      <fieldset class="options">
        <legend>{surveyFormWords().options}</legend>
        <ConflictChoice edit={props.edit} name="options" />
        <ol ref={list}>
          <For each={ids()}>
            {(id, i) => (
              <li>
                <EditTexts
                  edit={props.edit}
                  name={`options.${id}`}
                  label={isChoice() ? surveyFormWords().option(i() + 1) : surveyFormWords().step(id)}
                  languages={languagesOf(`options.${id}`, props.edit.values(), props.languages)}
                  max={MAX_LENGTH.option}
                  wrong={props.wrong?.startsWith(`options.${i()}.`) ?? false}
                />
                <Show when={isChoice() && !props.wordsOnly}>
                  <div class="row">
                    <button
                      type="button"
                      class="up"
                      aria-label={surveyFormWords().moveUp(i() + 1)}
                      aria-disabled={i() === 0}
                      onClick={() => i() > 0 && move(id, -1)}
                    >
                      ↑
                    </button>
                    <button
                      type="button"
                      class="down"
                      aria-label={surveyFormWords().moveDown(i() + 1)}
                      aria-disabled={i() === ids().length - 1}
                      onClick={() => i() < ids().length - 1 && move(id, 1)}
                    >
                      ↓
                    </button>
                    <button
                      type="button"
                      aria-label={surveyFormWords().removeOption(i() + 1)}
                      onClick={() => remove(id)}
                    >
                      ×
                    </button>
                  </div>
                </Show>
              </li>
            )}
          </For>
        </ol>
        <Show when={isChoice() && !props.wordsOnly && ids().length < MAX_OPTIONS}>
          <button type="button" onClick={add}>
            + {surveyFormWords().addOption}
          </button>
        </Show>
      </fieldset>
    </Show>
  );
}
