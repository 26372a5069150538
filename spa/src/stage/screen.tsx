import { Match, Show, Switch } from 'solid-js';
import type { LiveState, Text } from '#graphql/schema.generated';
import type { StageView } from '../live/stage-feed.ts';
import { drawn } from '../page/drawn.ts';
import { later } from '../page/later.ts';
import { endOf, startOf } from '../session/planned.ts';
import { timeLeft } from '../session/time-left.tsx';
import { language } from '../text/language.ts';
import { words } from '../text/words.ts';
import { clock } from '../time/format.ts';
import { now } from '../time/now.ts';
import type { Scene } from './scene.ts';

// The first state comes first: until it is on screen, nothing of the player is asked for.
const Picture = later(async () => {
  await drawn();
  return (await import('../player/styled-picture.ts')).Picture;
});

interface Props {
  readonly scene: Scene;
  readonly state: LiveState;
  /** The stage's. */
  readonly name: readonly Text[];
  readonly zone: string;
  readonly hear: StageView['hear'];
  readonly follow: StageView['follow'];
}

/** The picture's place, or why there is none. A break in which the stage gives out a picture shows it; what is said of the break is then aside. */
export function Screen(props: Props) {
  const back = () => (props.state.next ? startOf(props.state.next) : endOf(props.state.session));
  return (
    <div class="screen" classList={{ closed: props.scene === 'down' }}>
      <Show when={props.scene === 'picture' || props.state.sources?.[0]}>
        <Picture state={props.state} name={props.name} hear={props.hear} follow={props.follow} />
      </Show>
      <Switch>
        <Match when={props.scene === 'break'}>
          <div class="plate">
            <p class="d">{words().break}</p>
            <p>{words().backAt(clock(back(), language(), props.zone))}</p>
            <Show when={back() > now()}>
              <p class="big">{timeLeft(back())}</p>
            </Show>
          </div>
        </Match>
        <Match when={props.scene === 'down'}>
          <div class="plate">
            <p class="d">{words().curtainDown}</p>
            <p>{words().curtainDownHint}</p>
          </div>
        </Match>
      </Switch>
    </div>
  );
}
