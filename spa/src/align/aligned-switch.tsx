import { Show } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { setAligned } from './align-acts.ts';
import { alignWords } from './align-words.ts';

/** Whether pages wait for their pictures, what that means, and the act that changes it. */
export function AlignedSwitch(props: { readonly desk: Desk; readonly stage: Stage }) {
  const isOn = () => props.stage.aligned ?? false;
  const change = () => void perform(props.desk, 'text', 'aligned', () => setAligned(props.desk, !isOn()));
  return (
    <section class="panel aligned" aria-labelledby="aligned">
      <h2 class="d" id="aligned">
        {alignWords().title}
      </h2>
      <p class="row">
        <span class="lamp">{isOn() ? alignWords().on : alignWords().off}</span>
        <Show when={props.desk.mayAct}>
          <ActButton acts={props.desk.acts} lane="text" name="aligned" doing={alignWords().doing} act={change}>
            {isOn() ? alignWords().turnOff : alignWords().turnOn}
          </ActButton>
        </Show>
      </p>
      <p class="m">
        {alignWords().hint} {alignWords().unknown}
      </p>
    </section>
  );
}
