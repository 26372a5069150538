import type { Picture } from './create-playing.ts';
import type { Theatre } from './create-theatre.ts';

export const togglePlay = (picture: Picture): void =>
  picture.view().player.phase === 'paused' ? picture.play() : picture.pause();

/** Keys of the picture itself: only while it, and nothing in it, has the focus (https://www.w3.org/TR/WCAG22/#character-key-shortcuts). */
export function keysOf(picture: Picture, theatre: Theatre): (event: KeyboardEvent) => void {
  const acts: Readonly<Record<string, () => void>> = {
    k: () => togglePlay(picture),
    ' ': () => togglePlay(picture),
    m: () => picture.setMuted(!picture.view().muted),
    f: () => (theatre.canBeFull ? theatre.toggleFull() : theatre.toggle()),
  };
  return (event) => {
    const act = acts[event.key];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!act || !isPlain || event.target !== event.currentTarget || picture.view().place !== 'here') return;
    event.preventDefault();
    act();
  };
}
