import { Show } from 'solid-js';
import type { House } from '../page/house.ts';
import { stagePath } from '../page/route.ts';
import { language } from '../text/language.ts';
import { pick } from '../text/pick.ts';
import { Texts, Title } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { isOnAir } from './scene.ts';
import { waitingWords } from './while-waiting-words.ts';

/** Another stage of the house where somebody is on now. */
export function WhileWaiting(props: { readonly house: House; readonly here: string }) {
  const lit = () =>
    props.house.stages().find((stage) => stage.id !== props.here && isOnAir(props.house.stateOf(stage.id)));
  return (
    <Show when={lit()}>
      {(stage) => (
        <section class="next" aria-label={waitingWords().whileWaiting}>
          <p class="row m">
            <span class="lamp air">{words().onAir}</span>
            <b class="sp">
              <Texts of={stage().name} />
            </b>
          </p>
          <p class="d">
            <Title of={props.house.stateOf(stage().id)?.session?.title} />
          </p>
          <p class="m">{waitingWords().whileWaiting}</p>
          <a class="btn" href={stagePath(stage().id)}>
            {waitingWords().watch(pick(stage().name, language()).value)}
          </a>
        </section>
      )}
    </Show>
  );
}
