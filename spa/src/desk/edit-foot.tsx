import { type JSX, Match, Show, Switch } from 'solid-js';
import { language } from '../text/language.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { exactClock } from '../time/format.ts';
import { deviceZone } from '../time/zone.ts';
import { ActButton } from './act-button.tsx';
import type { Acts } from './acts.ts';
import type { Edit } from './create-edit.ts';
import { deskWords } from './desk-words.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

interface Props {
  readonly acts: Acts;
  readonly edit: Edit;
  /** Names the act of saving. */
  readonly name: string;
  readonly save: () => void;
  readonly label?: string;
  /** What is wrong with what is typed; it is not sent. */
  readonly wrong: RefusalCode | null;
  /** What the last saving was refused with. */
  readonly refused: Refusal | null;
  readonly children?: JSX.Element;
}

/** How an edit stands, and the one button that saves it. */
export function EditFoot(props: Props) {
  const undecided = () => props.edit.undecided().length;
  const wrong = () => (props.edit.dirty() ? props.wrong : null);
  return (
    <footer class="foot-edit" classList={{ dirty: props.edit.dirty() }}>
      <p role="status" class="standing">
        <Switch fallback={<span class="m">{deskWords().savedState}</span>}>
          <Match when={props.edit.gone()}>
            <span class="lamp warn">{deskWords().gone}</span>
          </Match>
          <Match when={undecided() > 0}>
            <span class="lamp warn">{deskWords().undecided(undecided())}</span>
          </Match>
          <Match when={wrong()}>{(code) => <span class="lamp warn">{refusalWords()[code()]}</span>}</Match>
          <Match when={props.edit.dirty() && props.refused}>
            {(refusal) => (
              <span class="lamp warn">
                {refusal().code === 'CONFLICT' ? deskWords().merged : refusalWords()[refusal().code]}
              </span>
            )}
          </Match>
          <Match when={props.edit.dirty() && props.edit.restoredFrom()}>
            {(at) => <span class="lamp warn">{deskWords().restored(exactClock(at(), language(), deviceZone()))}</span>}
          </Match>
          <Match when={props.edit.dirty()}>
            <span class="lamp">{deskWords().unsaved}</span>
          </Match>
        </Switch>
      </p>
      <div class="row">
        <ActButton
          acts={props.acts}
          lane="text"
          name={props.name}
          class="b1"
          doing={deskWords().saving}
          blocked={!props.edit.dirty() || undecided() > 0 || wrong() !== null}
          act={() => props.save()}
        >
          {props.label ?? deskWords().save}
        </ActButton>
        <Show when={props.edit.dirty()}>
          <button type="button" onClick={() => props.edit.discard()}>
            {deskWords().discard}
          </button>
        </Show>
        {props.children}
      </div>
    </footer>
  );
}
