import type { ServerClock } from '../time/server-clock.ts';
import { type Fault, type Player, type PlayerListener, videoElement } from './player.ts';

/** Safari's own: when the first frame was taken (https://developer.apple.com/documentation/webkitjs/htmlmediaelement/1634352-getstartdate). */
interface AppleVideo extends HTMLVideoElement {
  getStartDate?(): Date;
}

/** An ID3 frame as Safari's `DataCue` has it. */
interface FrameCue extends TextTrackCue {
  readonly value?: { readonly key: string; readonly data: unknown };
}

/** A browser that plays HLS by itself does not say why it does not: what it cannot load is most likely not broadcast. */
const faultOf = (error: MediaError | null): Fault =>
  error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ? 'offline' : 'unreachable';

/**
 * HLS played by the browser: iPhones without Media Source Extensions. It chooses the quality alone; the texts in the picture come on a text track.
 * What only a device can tell is listed in docs/devices.md.
 */
export function makeNativePlayer({ changed, silenced, cue }: PlayerListener, clock: ServerClock): Player {
  const element: AppleVideo = videoElement();
  const listeners = new AbortController();
  let hasPlayed = false;

  const on = (type: string, act: () => void) => element.addEventListener(type, act, { signal: listeners.signal });
  on('loadedmetadata', () => changed({ phase: 'starting' }));
  on('playing', () => {
    hasPlayed = true;
    changed({ phase: 'playing' });
  });
  on('waiting', () => changed({ phase: hasPlayed ? 'stalled' : 'starting' }));
  on('pause', () => hasPlayed && changed({ phase: 'paused' }));
  on('ended', () => changed({ phase: 'ended' }));
  on('error', () => changed({ phase: 'failed', fault: faultOf(element.error) }));
  hearCues(element, cue, listeners.signal);

  /** Where sound is refused it is tried without; where even that is, the viewer has to ask for it. */
  function play(): void {
    element.play().catch((cause: DOMException) => {
      if (cause.name !== 'NotAllowedError') return;
      if (element.muted) return changed({ phase: 'blocked' });
      element.muted = true;
      silenced();
      play();
    });
  }

  return {
    element,
    hasVolume: false,
    load: (url) => {
      hasPlayed = false;
      element.src = url;
      play();
    },
    play,
    pause: () => element.pause(),
    setMuted: (muted) => {
      element.muted = muted;
    },
    setVolume: () => {},
    setQuality: () => {},
    setCeiling: () => {},
    latency: () => {
      const shown = (element.getStartDate?.().getTime() ?? Number.NaN) + element.currentTime * 1000;
      return Number.isNaN(shown) ? null : Math.max(0, (clock.now() - shown) / 1000);
    },
    destroy: () => {
      listeners.abort();
      element.removeAttribute('src');
      element.load();
    },
  };
}

/** Cues fire only on tracks that are at least `hidden`, and the one that fired last may still be active beside the next. */
function hearCues(element: HTMLVideoElement, cue: (text: string) => void, signal: AbortSignal): void {
  const heard = new WeakSet<TextTrackCue>();
  function follow(track: TextTrack | null): void {
    if (track?.kind !== 'metadata') return;
    track.mode = 'hidden';
    const hear = () => {
      for (const active of (track.activeCues ?? []) as Iterable<FrameCue>) {
        if (heard.has(active)) continue;
        heard.add(active);
        if (active.value?.key === 'TXXX' && typeof active.value.data === 'string') cue(active.value.data);
      }
    };
    track.addEventListener('cuechange', hear, { signal });
  }
  element.textTracks.addEventListener('addtrack', ({ track }) => follow(track), { signal });
}
