import { createEffect, createMemo, createSignal, onCleanup, onMount, Show, untrack } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { createEdit } from '../desk/create-edit.ts';
import { deskWords } from '../desk/desk-words.ts';
import { EditFoot } from '../desk/edit-foot.tsx';
import type { Seen } from '../desk/edit-state.ts';
import { perform } from '../desk/perform.ts';
import type { Refusal } from '../desk/refusal.ts';
import { deskPath, go } from '../desk/route.ts';
import { correctSurvey, saveSurvey, surveyCorrected, surveySaved } from './survey-acts.ts';
import { surveyDeskWords } from './survey-desk-words.ts';
import { blankSurvey, correction, surveyInput, surveySeen, surveyWords } from './survey-fields.ts';
import { SurveyForm } from './survey-form.tsx';
import { surveyFormWords } from './survey-form-words.ts';

interface Props {
  readonly desk: Desk;
  readonly stage: string;
  /** The survey to change; null makes one. */
  readonly id: string | null;
}

const GONE: Seen = { version: null, fields: {} };

/** Prepares a survey; of one that was opened it corrects the spelling. */
export function SurveyEdit(props: Props) {
  const survey = createMemo<Survey | undefined>(() => props.desk.surveys.all()?.find(({ id }) => id === props.id));
  const fresh = untrack(() => blankSurvey(props.desk.surveys.all() ?? [], props.stage));
  const row = createMemo(() => {
    const now = survey();
    if (now) return surveySeen(now);
    return props.id === null ? fresh : GONE;
  });
  const edit = createEdit({
    name: () => `survey.${props.id ?? `${props.stage}.+`}`,
    row,
    drafts: () => props.desk.drafts,
  });
  const [refused, setRefused] = createSignal<Refusal | null>(null);
  const languages = () => props.desk.event()?.languages ?? [];
  const opened = () => {
    const now = survey();
    return now && now.state !== 'DRAFT' ? now : undefined;
  };
  const id = () => props.id ?? `${props.stage}.${edit.value('slug')}`;
  const isTaken = () => props.id === null && Boolean(props.desk.surveys.all()?.some((other) => other.id === id()));
  const wrong = () => {
    const correcting = opened();
    return (correcting ? correction(correcting, edit.values(), languages()) : typed()).wrong;
  };
  const typed = createMemo(() => surveyInput(id(), edit.values(), languages()));
  let heading!: HTMLHeadingElement;
  onMount(() => heading.focus());

  createEffect(() => props.desk.setPreview(edit.dirty() ? preview() : null));
  onCleanup(() => props.desk.setPreview(null));
  const preview = () => ({
    title: [],
    description: [],
    survey: { kind: (edit.value('kind') || 'SINGLE') as Survey['kind'], ...surveyWords(edit.values(), languages()) },
  });

  async function send(): Promise<Survey | null> {
    const correcting = opened();
    const expected = edit.expected();
    if (correcting) {
      const { input } = correction(correcting, edit.values(), languages());
      return input && expected !== null ? correctSurvey(props.desk, correcting.id, input, expected) : null;
    }
    const { input } = typed();
    return input ? saveSurvey(props.desk, input, expected) : null;
  }
  async function save() {
    if (wrong()) return;
    const sent = edit.values();
    const isCorrection = opened() !== undefined;
    const refusal = await perform(props.desk, 'text', 'survey', async () => {
      const saved = (await send()) as Survey;
      edit.saved(sent, props.id === null ? fresh : surveySeen(saved));
      if (props.id === null) edit.discard();
      return isCorrection ? surveyCorrected(saved) : surveySaved(saved);
    });
    setRefused(refusal);
    if (!refusal && props.id === null) go(deskPath(props.stage));
  }

  return (
    <form class="panel" aria-label={surveyFormWords().editing} onSubmit={(event) => event.preventDefault()}>
      <p class="row">
        <a class="btn b0" href={deskPath(props.stage)}>
          ← {surveyFormWords().back}
        </a>
      </p>
      <h2 tabindex="-1" ref={heading}>
        {props.id === null
          ? surveyDeskWords().create
          : opened()
            ? surveyFormWords().correcting
            : surveyFormWords().editing}
      </h2>
      <Show when={opened()}>
        <p class="m">{surveyFormWords().correctNote}</p>
      </Show>
      <fieldset class="plain" disabled={!props.desk.mayAct}>
        <SurveyForm
          edit={edit}
          isNew={props.id === null}
          isTaken={isTaken()}
          wordsOnly={opened() !== undefined}
          languages={languages()}
          wrong={wrong()?.field ?? null}
        />
      </fieldset>
      <Show when={props.desk.mayAct}>
        <EditFoot
          acts={props.desk.acts}
          edit={edit}
          name="survey"
          label={opened() ? deskWords().save : deskWords().saveQuiet}
          wrong={isTaken() ? 'CONFLICT' : (wrong()?.code ?? null)}
          refused={refused()}
          save={() => void save()}
        />
      </Show>
    </form>
  );
}
