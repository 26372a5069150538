import { onCleanup, onMount, Show } from 'solid-js';
import type { Controls } from './create-controls.ts';
import type { Picture } from './create-playing.ts';
import type { Theatre } from './create-theatre.ts';
import { togglePlay } from './keys.ts';
import { FullIcon, LeaveFullIcon, PauseIcon, PlayIcon, SettingsIcon, TheatreIcon } from './player-icons.tsx';
import { playerWords } from './player-words.ts';
import { SettingsMenu } from './settings-menu.tsx';
import { Sound } from './sound.tsx';

interface Props {
  readonly picture: Picture;
  readonly theatre: Theatre;
  readonly controls: Controls;
}

/** The line of controls over the picture's lower edge. While nobody needs them, what is left of it is whether this is live. */
export function ControlBar(props: Props) {
  const isPaused = () => props.picture.view().player.phase === 'paused';
  const full = () => (props.theatre.canBeFull ? props.theatre.isFull() : props.theatre.isOn());
  const toggleFull = () => (props.theatre.canBeFull ? props.theatre.toggleFull() : props.theatre.toggle());
  return (
    <div class="hud lo" classList={{ quiet: !props.controls.shown(), bare: Boolean(props.picture.view().trouble) }}>
      <Show when={!props.picture.view().trouble}>
        <button
          type="button"
          aria-label={isPaused() ? playerWords().play : playerWords().pause}
          onClick={() => togglePlay(props.picture)}
        >
          <Show when={isPaused()} fallback={<PauseIcon />}>
            <PlayIcon />
          </Show>
        </button>
        <Sound picture={props.picture} />
      </Show>
      <Edge picture={props.picture} />
      <span class="sp" />
      <Settings picture={props.picture} controls={props.controls} />
      <Show when={props.theatre.canBeFull && !props.theatre.isFull()}>
        <button
          type="button"
          class="window"
          aria-label={props.theatre.isOn() ? playerWords().leaveTheatre : playerWords().theatre}
          onClick={() => props.theatre.toggle()}
        >
          <TheatreIcon />
        </button>
      </Show>
      <button
        type="button"
        aria-label={full() ? playerWords().leaveFullScreen : playerWords().fullScreen}
        onClick={toggleFull}
      >
        <Show when={full()} fallback={<FullIcon />}>
          <LeaveFullIcon />
        </Show>
      </button>
    </div>
  );
}

/** Live, or how far behind and the way back. */
function Edge(props: { readonly picture: Picture }) {
  const behind = () => props.picture.view().behind;
  const isLive = () => ['playing', 'stalled'].includes(props.picture.view().player.phase);
  return (
    <Show when={behind() > 0} fallback={isLive() && <span class="edge">{playerWords().live}</span>}>
      <button type="button" class="edge late" onClick={() => props.picture.again()}>
        <span>
          {playerWords().behind(behind())}
          {playerWords().goLive}
        </span>
      </button>
    </Show>
  );
}

function Settings(props: { readonly picture: Picture; readonly controls: Controls }) {
  let place!: HTMLDivElement;
  let button!: HTMLButtonElement;
  const close = () => props.controls.openMenu(false);
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !props.controls.menuOpen()) return;
    event.preventDefault();
    close();
    button.focus();
  };
  const outside = (event: Event) => !place.contains(event.target as Node) && close();
  // On the element itself: Escape that closes a menu is spent before the page hears it.
  onMount(() => place.addEventListener('keydown', key));
  document.addEventListener('pointerdown', outside);
  onCleanup(() => document.removeEventListener('pointerdown', outside));
  return (
    <div ref={place}>
      <button
        type="button"
        ref={button}
        aria-label={playerWords().settings}
        aria-expanded={props.controls.menuOpen()}
        onClick={() => props.controls.openMenu(!props.controls.menuOpen())}
      >
        <SettingsIcon />
      </button>
      <Show when={props.controls.menuOpen()}>
        <SettingsMenu picture={props.picture} onClose={close} />
      </Show>
    </div>
  );
}
