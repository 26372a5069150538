import { Show } from 'solid-js';
import type { Picture } from './create-playing.ts';
import { SilentIcon, SoundIcon } from './player-icons.tsx';
import { playerWords } from './player-words.ts';

/** Mute, and how loud where a page may say that. */
export function Sound(props: { readonly picture: Picture }) {
  const view = () => props.picture.view();
  const label = () => (view().muted ? playerWords().unmute : playerWords().mute);
  const change = (event: { currentTarget: HTMLInputElement }) => {
    props.picture.setVolume(Number(event.currentTarget.value));
    if (view().muted) props.picture.setMuted(false);
  };
  return (
    <>
      <button type="button" aria-label={label()} onClick={() => props.picture.setMuted(!view().muted)}>
        <Show when={view().muted} fallback={<SoundIcon />}>
          <SilentIcon />
        </Show>
      </button>
      <Show when={view().hasVolume}>
        <input
          class="volume"
          type="range"
          min="0"
          max="1"
          step="0.05"
          aria-label={playerWords().volume}
          value={view().muted ? 0 : view().choices.volume}
          onInput={change}
        />
      </Show>
    </>
  );
}
