import { Show } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { setCurtain } from './stage-acts.ts';
import { stageDeskWords } from './stage-desk-words.ts';

/** Whether the picture is given out, and the act that changes it. */
export function CurtainSwitch(props: { readonly desk: Desk; readonly stage: Stage }) {
  const isUp = () => props.stage.curtain === 'UP';
  const change = () =>
    void perform(props.desk, 'show', 'curtain', () => setCurtain(props.desk, isUp() ? 'DOWN' : 'UP'));
  return (
    <div class="curtain0">
      <span class="lamp" classList={{ air: isUp() }}>
        {stageDeskWords().curtain}: {isUp() ? stageDeskWords().up1 : stageDeskWords().down1}
      </span>
      <Show when={props.desk.mayAct}>
        <ActButton
          acts={props.desk.acts}
          lane="show"
          name="curtain"
          doing={isUp() ? stageDeskWords().lowering : stageDeskWords().raising}
          act={change}
        >
          {isUp() ? stageDeskWords().lower : stageDeskWords().raise}
        </ActButton>
      </Show>
    </div>
  );
}
