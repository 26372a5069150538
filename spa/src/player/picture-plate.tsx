import { type JSX, Match, Show, Switch } from 'solid-js';
import type { Picture } from './create-playing.ts';
import { playerWords } from './player-words.ts';
import type { Trouble } from './trouble.ts';

/** What passes by itself, and does not pass sooner because all viewers press at once. */
const NO_HURRY: readonly Trouble[] = ['notStarted', 'overCapacity', 'unsupported'];

/** What stands where there is no picture: why, and what to do. */
export function PicturePlate(props: { readonly picture: Picture }) {
  const view = () => props.picture.view();
  const phase = () => view().player.phase;
  return (
    <Switch>
      <Match when={view().place === 'none'}>
        <Told of={playerWords().trouble.notStarted} />
      </Match>
      <Match when={view().place === 'text'}>
        <Told of={playerWords().noPicture} class="text-only">
          <button type="button" onClick={() => props.picture.setTextOnly(false)}>
            {playerWords().showPicture}
          </button>
        </Told>
      </Match>
      <Match when={view().place === 'elsewhere'}>
        <Told of={{ title: playerWords().elsewhere }}>
          <button type="button" onClick={() => props.picture.playHere()}>
            {playerWords().playHere}
          </button>
        </Told>
      </Match>
      <Match when={view().trouble}>
        {(trouble) => (
          <Told of={playerWords().trouble[trouble()]}>
            <Show when={!NO_HURRY.includes(trouble())}>
              <button type="button" onClick={() => props.picture.again()}>
                {playerWords().again}
              </button>
            </Show>
          </Told>
        )}
      </Match>
      <Match when={phase() === 'blocked'}>
        <Told of={{ hint: playerWords().watchHint }}>
          <button type="button" onClick={() => props.picture.play()}>
            {playerWords().watch}
          </button>
        </Told>
      </Match>
      <Match when={phase() === 'stalled'}>
        <p class="plate wait">{playerWords().stalled}</p>
      </Match>
      <Match when={phase() === 'loading' || phase() === 'starting'}>
        <p class="plate wait">{playerWords().loading}</p>
      </Match>
    </Switch>
  );
}

interface ToldProps {
  readonly of: { readonly title?: string; readonly hint?: string };
  readonly class?: string;
  readonly children?: JSX.Element;
}

const Told = (props: ToldProps) => (
  <div class={`plate ${props.class ?? ''}`}>
    <Show when={props.of.title}>
      <p class="d">{props.of.title}</p>
    </Show>
    {props.children}
    <Show when={props.of.hint}>
      <p>{props.of.hint}</p>
    </Show>
  </div>
);
