import { createSignal, For, Show } from 'solid-js';
import type { Event, Stage } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { deskPath } from '../desk/route.ts';
import { Unread } from '../desk/unread.tsx';
import { Texts } from '../text/texts.tsx';
import { moveStage, stageName } from './stage-acts.ts';
import { stageDeskWords } from './stage-desk-words.ts';
import { StageName } from './stage-name.tsx';

/** The event's stages in their order: made, renamed and moved here. */
export function StageList(props: { readonly desk: Desk; readonly event: Event }) {
  const stages = () => props.desk.stages.all();
  const ids = () => stages()?.map(({ id }) => id) ?? [];
  return (
    <section class="page cut" aria-labelledby="stages">
      <h2 id="stages">{stageDeskWords().stages}</h2>
      <Show when={stages()} fallback={<Unread rows={props.desk.stages} />}>
        <Show
          when={ids().length > 0}
          fallback={
            <div class="empty">
              <p class="d">{stageDeskWords().none}</p>
              <Show when={props.desk.mayAct}>
                <p class="m">{stageDeskWords().noneHint}</p>
              </Show>
            </div>
          }
        >
          <ol class="stage-rows">
            <For each={ids()}>
              {(id) => (
                <Show when={stages()?.find((stage) => stage.id === id)}>
                  {(stage) => <StageRow desk={props.desk} event={props.event} stage={stage()} />}
                </Show>
              )}
            </For>
          </ol>
        </Show>
        <Show when={props.desk.mayAct}>
          <h3 class="k">{stageDeskWords().create}</h3>
          <StageName desk={props.desk} event={props.event} />
        </Show>
      </Show>
    </section>
  );
}

function StageRow(props: { readonly desk: Desk; readonly event: Event; readonly stage: Stage }) {
  const [renaming, setRenaming] = createSignal(false);
  const place = () => (props.desk.stages.all() ?? []).findIndex(({ id }) => id === props.stage.id);
  const isLast = () => place() === (props.desk.stages.all() ?? []).length - 1;
  const move = (by: -1 | 1) =>
    void perform(props.desk, 'text', `move.${props.stage.id}.${by}`, () => moveStage(props.desk, props.stage.id, by));
  const mover = (by: -1 | 1, sign: string, label: (name: string) => string, isEnd: () => boolean) => (
    <ActButton
      acts={props.desk.acts}
      lane="text"
      name={`move.${props.stage.id}.${by}`}
      doing={stageDeskWords().moving}
      label={label(stageName(props.stage))}
      blocked={isEnd()}
      act={() => move(by)}
    >
      {sign}
    </ActButton>
  );
  return (
    <li>
      <div class="row">
        <a class="d" href={deskPath(props.stage.id)}>
          <Texts of={props.stage.name} />
        </a>
        <span class="m">{props.stage.id}</span>
        <Show when={props.desk.mayAct}>
          <span class="sp row">
            {mover(
              -1,
              '↑',
              (name) => stageDeskWords().up(name),
              () => place() === 0,
            )}
            {mover(1, '↓', (name) => stageDeskWords().down(name), isLast)}
            <button type="button" aria-expanded={renaming()} onClick={() => setRenaming(!renaming())}>
              {renaming() ? stageDeskWords().close : stageDeskWords().rename}
            </button>
          </span>
        </Show>
      </div>
      <Show when={renaming()}>
        <StageName desk={props.desk} event={props.event} stage={props.stage} onSaved={() => setRenaming(false)} />
      </Show>
    </li>
  );
}
