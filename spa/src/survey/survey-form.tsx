import { createMemo, For, Show } from 'solid-js';
import type { Electorate, ResultsPolicy, SurveyKind } from '#graphql/schema.generated';
import { MAX_LENGTH } from '#graphql/text/text';
import type { Edit } from '../desk/create-edit.ts';
import { ConflictChoice, EditField, EditTexts } from '../desk/edit-field.tsx';
import { languagesOf } from '../text/text-fields.ts';
import { surveyDeskWords } from './survey-desk-words.ts';
import { surveyFormWords } from './survey-form-words.ts';
import { OptionFields } from './survey-options-form.tsx';

interface Props {
  readonly edit: Edit;
  readonly isNew: boolean;
  readonly isTaken: boolean;
  /** It was opened: words alone may change. */
  readonly wordsOnly: boolean;
  readonly languages: readonly string[];
  /** The input's field in which something is wrong. */
  readonly wrong: string | null;
}

const KINDS: readonly SurveyKind[] = ['SINGLE', 'MULTIPLE', 'RATING', 'TEXT'];
const POLICIES: readonly ResultsPolicy[] = ['ALWAYS', 'AFTER_ANSWER', 'AFTER_CLOSE', 'OPERATOR_ONLY'];
const ELECTORATES: readonly Electorate[] = ['EVERYBODY', 'EARLIER', 'INVITED'];

/** What a survey asks, each language beside the others, and by which rules. */
export function SurveyForm(props: Props) {
  const questions = createMemo(() => languagesOf('question', props.edit.values(), props.languages));
  const isDirty = () => props.edit.dirty();
  return (
    <>
      <Show when={props.isNew}>
        <EditField
          edit={props.edit}
          name="slug"
          label={surveyFormWords().id}
          hint={props.isTaken ? surveyFormWords().taken : surveyFormWords().idHint}
          wrong={props.isTaken || (isDirty() && props.wrong === 'id')}
        />
      </Show>
      <EditTexts
        edit={props.edit}
        name="question"
        label={surveyFormWords().question}
        hint={surveyFormWords().questionHint}
        languages={questions()}
        max={MAX_LENGTH.question}
        wrong={isDirty() && props.wrong === 'question'}
      />
      <Show when={!props.wordsOnly}>
        <Radios
          edit={props.edit}
          name="kind"
          label={surveyFormWords().kind}
          choices={KINDS}
          say={(kind) => surveyDeskWords().kinds[kind]}
        />
      </Show>
      <OptionFields
        edit={props.edit}
        languages={props.languages}
        wordsOnly={props.wordsOnly}
        wrong={isDirty() ? props.wrong : null}
      />
      <Show when={!props.wordsOnly}>
        <Rules edit={props.edit} wrong={isDirty() ? props.wrong : null} />
      </Show>
    </>
  );
}

function Rules(props: { readonly edit: Edit; readonly wrong: string | null }) {
  return (
    <>
      <Show when={props.edit.value('kind') === 'MULTIPLE'}>
        <div class="times">
          <EditField
            edit={props.edit}
            name="minChoices"
            type="number"
            label={surveyFormWords().minChoices}
            wrong={props.wrong === 'minChoices'}
          />
          <EditField
            edit={props.edit}
            name="maxChoices"
            type="number"
            label={surveyFormWords().maxChoices}
            hint={surveyFormWords().maxHint}
            wrong={props.wrong === 'maxChoices'}
          />
        </div>
      </Show>
      <Radios
        edit={props.edit}
        name="policy"
        label={surveyFormWords().policy}
        choices={POLICIES}
        say={(policy) => surveyDeskWords().policies[policy]}
      />
      <Radios
        edit={props.edit}
        name="changes"
        label={surveyFormWords().changes}
        choices={['true', 'false'] as const}
        say={(changes) => (changes === 'true' ? surveyDeskWords().changesOn : surveyDeskWords().changesOff)}
      />
      <Radios
        edit={props.edit}
        name="electorate"
        label={surveyFormWords().electorate}
        hint={surveyFormWords().electorateHint}
        choices={ELECTORATES}
        say={(electorate) => surveyDeskWords().electorates[electorate]}
      />
      <div class="times">
        <EditField
          edit={props.edit}
          name="seconds"
          type="number"
          label={surveyFormWords().seconds}
          hint={surveyFormWords().secondsHint}
          wrong={props.wrong === 'seconds'}
        />
        <EditField
          edit={props.edit}
          name="order"
          type="number"
          label={surveyFormWords().order}
          wrong={props.wrong === 'order'}
        />
      </div>
    </>
  );
}

interface RadiosProps<T extends string> {
  readonly edit: Edit;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly T[];
  readonly say: (choice: T) => string;
}

function Radios<T extends string>(props: RadiosProps<T>) {
  return (
    <fieldset class="states">
      <legend>{props.label}</legend>
      <For each={props.choices}>
        {(choice) => (
          <label class="choice">
            <input
              type="radio"
              name={props.name}
              checked={props.edit.value(props.name) === choice}
              onChange={() => props.edit.type(props.name, choice)}
            />
            {props.say(choice)}
          </label>
        )}
      </For>
      <Show when={props.hint}>
        <p class="hint">{props.hint}</p>
      </Show>
      <ConflictChoice edit={props.edit} name={props.name} say={(value) => props.say(value as T)} />
    </fieldset>
  );
}
