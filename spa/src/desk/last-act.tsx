import { Match, Show, Switch } from 'solid-js';
import { language } from '../text/language.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { exactClock } from '../time/format.ts';
import type { Desk } from './create-desk.ts';
import { deskWords } from './desk-words.ts';

/** The last thing done at this desk, whether it has reached the screens, and its undoing. */
export function LastAct(props: { readonly desk: Desk }) {
  const acts = () => props.desk.acts;
  const last = () => acts().last();
  const refusal = () => last()?.refusal ?? null;
  const delivery = () => acts().delivery();
  const isBad = () => refusal() !== null || delivery() === 'late';
  return (
    <section class="last" classList={{ bad: isBad() }} aria-label={deskWords().lastAct}>
      <Show when={last()} fallback={<span>{deskWords().nothingDone}</span>}>
        {(act) => <time>{exactClock(act().at, language(), props.desk.zone())}</time>}
      </Show>
      <span role="status" class="told">
        <Switch>
          <Match when={refusal()}>
            {(refused) => (
              <>
                <span class="lamp warn" aria-hidden="true" />
                <b>{deskWords().notDone}</b> <span>{refused().said?.() ?? refusalWords()[refused().code]}</span>
              </>
            )}
          </Match>
          <Match when={last()?.done}>
            {(done) => (
              <>
                <b>{done().said()}</b>
                <Show when={delivery()}>
                  {(how) => (
                    <span class="delivery" data-delivery={how()}>
                      {deskWords().delivery[how()]}
                    </span>
                  )}
                </Show>
              </>
            )}
          </Match>
        </Switch>
      </span>
      <Show when={acts().undoLeft() > 0}>
        <span class="sp row">
          <span class="wide">{deskWords().undoWithin}</span>
          <b class="n">{acts().undoLeft()}</b>
          <button type="button" onClick={() => acts().undo()}>
            {last()?.done?.restores?.() ?? deskWords().undo} <kbd class="kb">Z</kbd>
          </button>
        </span>
      </Show>
    </section>
  );
}
