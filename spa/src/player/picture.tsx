import { createEffect, createMemo, on, Show, untrack } from 'solid-js';
import type { Message } from '#graphql/fallback/message';
import type { LiveState, Text } from '#graphql/schema.generated';
import { makeCueReader } from '../fallback/read-cues.ts';
import { say } from '../page/say.ts';
import { ControlBar } from './control-bar.tsx';
import { createControls } from './create-controls.ts';
import { browserServices, createPlaying, type Services } from './create-playing.ts';
import { createTheatre } from './create-theatre.ts';
import { keysOf } from './keys.ts';
import { shareWithDevice } from './media-session.ts';
import { PicturePlate } from './picture-plate.tsx';
import { SilentIcon } from './player-icons.tsx';
import { playerWords } from './player-words.ts';

interface Props {
  /** Always of the same stage. */
  readonly state: LiveState;
  /** The stage's. */
  readonly name: readonly Text[];
  /** Takes what the texts that come with the picture say. */
  readonly hear: (message: Message) => void;
  readonly services?: Services;
}

/** A stage's picture with its controls, or why there is none. */
export function Picture(props: Props) {
  const services = untrack(() => props.services ?? browserServices());
  const sources = createMemo(() => (props.state.curtain === 'UP' && props.state.sources) || []);
  const picture = createPlaying(
    untrack(() => props.state.stage),
    sources,
    services,
    makeCueReader((message) => props.hear(message)),
  );
  const { view } = picture;
  const plays = () => view().player.phase === 'playing';
  const trouble = createMemo(() => view().trouble);
  const element = createMemo(() => view().element);
  const controls = createControls(plays, services.timers);
  const theatre = createTheatre();
  const key = keysOf(picture, theatre);
  shareWithDevice(props, picture);

  // Who listens hears silence; why, the page says.
  createEffect(on(trouble, (now) => now && say(playerWords().trouble[now].title), { defer: true }));
  const isUnheard = () =>
    view().muted && view().choices.sound !== 'off' && (plays() || view().player.phase === 'stalled');

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this has keys of its own, which work while it has the focus
    <div
      class="player"
      role="group"
      tabindex="0"
      aria-label={playerWords().picture}
      onKeyDown={(event) => key(event)}
      onPointerMove={() => controls.wake()}
      onPointerDown={() => controls.wake()}
      onFocusIn={() => controls.wake()}
    >
      {element()}
      <PicturePlate picture={picture} />
      <Show when={isUnheard()}>
        <div class="hud hi">
          <button type="button" class="plate" onClick={() => picture.setMuted(false)}>
            <SilentIcon />
            {playerWords().listen}
          </button>
        </div>
      </Show>
      <Show when={view().place === 'here'}>
        <ControlBar picture={picture} theatre={theatre} controls={controls} />
      </Show>
    </div>
  );
}
