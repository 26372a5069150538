import { createSignal, Show } from 'solid-js';
import type { Session } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { deskPath, go } from '../desk/route.ts';
import { runWords } from './run-words.ts';
import { removeSession, sessionTitle } from './session-acts.ts';

/** Takes a session out of the timetable, after asking; for ten seconds it can be brought back. */
export function RemoveSession(props: { readonly desk: Desk; readonly session: Session }) {
  const [asking, setAsking] = createSignal(false);
  const isOnAir = () => props.desk.stage()?.session === props.session.id;
  async function remove() {
    const { session } = props;
    const refusal = await perform(props.desk, 'text', 'remove', () => removeSession(props.desk, session));
    setAsking(false);
    if (!refusal) go(deskPath(session.stage));
  }
  return (
    <div class="remove">
      <Show
        when={asking()}
        fallback={
          <>
            <button type="button" aria-disabled={isOnAir()} onClick={() => !isOnAir() && setAsking(true)}>
              {runWords().remove}
            </button>
            <Show when={isOnAir()}>
              <span class="m">{runWords().cannotRemove}</span>
            </Show>
          </>
        }
      >
        <section class="note warn" aria-label={runWords().removeTitle(sessionTitle(props.session))}>
          <div>
            <p>
              <b>{runWords().removeTitle(sessionTitle(props.session))}</b>
            </p>
            <p class="m">{runWords().removeHint}</p>
            <div class="row">
              <button
                type="button"
                ref={(button) => queueMicrotask(() => button.focus())}
                onClick={() => setAsking(false)}
              >
                {runWords().removeNo}
              </button>
              <ActButton
                acts={props.desk.acts}
                lane="text"
                name="remove"
                doing={runWords().removing}
                act={() => void remove()}
              >
                {runWords().removeYes}
              </ActButton>
            </div>
          </div>
        </section>
      </Show>
    </div>
  );
}
