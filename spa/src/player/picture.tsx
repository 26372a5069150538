import { createEffect, createMemo, on, onCleanup, Show, untrack } from 'solid-js';
import type { LiveState, Text } from '#graphql/schema.generated';
import { makePace } from '../align/make-pace.ts';
import { makeCueReader } from '../fallback/read-cues.ts';
import type { StageView } from '../live/stage-feed.ts';
import { say } from '../page/say.ts';
import { serverClock } from '../time/now.ts';
import { ControlBar } from './control-bar.tsx';
import { createControls } from './create-controls.ts';
import { browserServices, createPlaying, type Services } from './create-playing.ts';
import { createTheatre } from './create-theatre.ts';
import { keysOf } from './keys.ts';
import { shareWithDevice } from './media-session.ts';
import { PicturePlate } from './picture-plate.tsx';
import { SilentIcon } from './player-icons.tsx';
import { playerWords } from './player-words.ts';
import type { Playing } from './playing.ts';
import { TextOnlyOffer } from './text-only-offer.tsx';

interface Props {
  /** Always of the same stage. */
  readonly state: LiveState;
  /** The stage's. */
  readonly name: readonly Text[];
  /** Takes what the texts that come with the picture say. */
  readonly hear: StageView['hear'];
  /** Waits for this picture with what goes with it, while it plays. */
  readonly follow: StageView['follow'];
  readonly services?: Services;
}

/** A stage's picture with its controls, or why there is none. */
export function Picture(props: Props) {
  const services = untrack(() => props.services ?? browserServices());
  const sources = createMemo(() => (props.state.curtain === 'UP' && props.state.sources) || []);
  const stage = untrack(() => props.state.stage);
  const picture = createPlaying(
    stage,
    sources,
    services,
    makeCueReader(stage, (message) => {
      inStep.heard(message);
      props.hear(message);
    }),
  );
  const inStep = makePace({ clock: serverClock, latency: picture.latency });
  const { view } = picture;
  const plays = () => view().player.phase === 'playing';
  const trouble = createMemo(() => view().trouble);
  const element = createMemo(() => view().element);
  const controls = createControls(plays, services.timers);
  const theatre = createTheatre();
  const key = keysOf(picture, theatre);
  shareWithDevice(props, picture);

  createEffect(on(element, (now) => props.follow(now ? inStep.start() : null)));
  onCleanup(() => props.follow(null));
  // Who listens hears silence; why, the page says.
  createEffect(on(trouble, (now) => now && say(playerWords().trouble[now].title), { defer: true }));
  const isUnheard = () =>
    view().muted && view().choices.sound !== 'off' && (plays() || view().player.phase === 'stalled');
  const mayWantText = () => services.savesData && view().choices.textOnly === null && view().place === 'here';

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
      <div class="hud hi">
        <Show when={mayWantText()} fallback={isUnheard() && <Listen picture={picture} />}>
          <TextOnlyOffer picture={picture} />
        </Show>
      </div>
      <Show when={view().place === 'here'}>
        <ControlBar picture={picture} theatre={theatre} controls={controls} />
      </Show>
    </div>
  );
}

const Listen = (props: { readonly picture: Playing }) => (
  <button type="button" class="plate" onClick={() => props.picture.setMuted(false)}>
    <SilentIcon />
    {playerWords().listen}
  </button>
);
