import { createEffect, onCleanup } from 'solid-js';
import type { LiveState, Text } from '#graphql/schema.generated';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import type { Picture } from './create-playing.ts';

interface Shown {
  readonly state: LiveState;
  readonly name: readonly Text[];
}

/** What the device shows of the picture where it shows what plays, and its keys for playing and pausing. */
export function shareWithDevice(shown: Shown, picture: Picture): void {
  const session: MediaSession | undefined = navigator.mediaSession;
  if (!session) return;
  const say = (texts: readonly Text[] | null | undefined) => plain(pick(texts, language()).value);
  createEffect(() => {
    const { session: onAir, event } = shown.state;
    session.metadata = new MediaMetadata({
      title: say(onAir?.title) || say(shown.name),
      artist: onAir?.speakers?.map((speaker) => say(speaker.name)).join(', ') ?? '',
      album: say(event?.title),
    });
  });
  createEffect(() => {
    const { place, player } = picture.view();
    session.playbackState = place !== 'here' ? 'none' : player.phase === 'paused' ? 'paused' : 'playing';
  });
  session.setActionHandler('play', () => picture.play());
  session.setActionHandler('pause', () => picture.pause());
  onCleanup(() => {
    session.metadata = null;
    session.playbackState = 'none';
    session.setActionHandler('play', null);
    session.setActionHandler('pause', null);
  });
}
