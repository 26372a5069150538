import { Match, Show, Switch } from 'solid-js';
import type { LiveSession } from '#graphql/schema.generated';
import { endOf, startOf } from '../session/planned.ts';
import { timeLeft } from '../session/time-left.tsx';
import { language } from '../text/language.ts';
import { words } from '../text/words.ts';
import { clock } from '../time/format.ts';
import { now } from '../time/now.ts';
import type { Scene } from './scene.ts';

interface Props {
  readonly scene: Scene;
  readonly session: LiveSession | null;
  readonly next: LiveSession | null;
  readonly zone: string;
}

/** The picture's place. Until there is a player, it says why there is none. */
export function Screen(props: Props) {
  const back = () => (props.next ? startOf(props.next) : endOf(props.session));
  return (
    <div class="screen" classList={{ closed: props.scene === 'down' }}>
      <div class="plate">
        <Switch>
          <Match when={props.scene === 'break'}>
            <p class="d">{words().break}</p>
            <p>{words().backAt(clock(back(), language(), props.zone))}</p>
            <Show when={back() > now()}>
              <p class="big">{timeLeft(back())}</p>
            </Show>
          </Match>
          <Match when={props.scene === 'picture'}>
            <p class="d">{words().noPicture}</p>
            <p>{words().noPictureHint}</p>
          </Match>
          <Match when={props.scene === 'down'}>
            <p class="d">{words().curtainDown}</p>
            <p>{words().curtainDownHint}</p>
          </Match>
        </Switch>
      </div>
    </div>
  );
}
