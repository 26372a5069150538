import {
  create,
  ErrorType,
  type Quality as IvsQuality,
  isPlayerSupported,
  type PlayerError,
  PlayerEventType,
  PlayerState,
} from 'amazon-ivs-player';
import wasmWorker from 'amazon-ivs-player/dist/assets/amazon-ivs-wasmworker.min.js?url';
import wasmBinary from 'amazon-ivs-player/dist/assets/amazon-ivs-wasmworker.min.wasm?url';
import { type Fault, type Player, type PlayerListener, type Quality, Unsupported, videoElement } from './player.ts';

/** The worker runs from a blob, which has no address that a path could be relative to. */
const absolute = (path: string): string => new URL(path, location.origin).href;

const qualityOf = ({ name, height, bitrate }: IvsQuality): Quality => ({ name, height, bitrate });

/** https://aws.github.io/amazon-ivs-player-docs/1.56.0/web/interfaces/PlayerError.html says what the codes mean. */
function faultOf({ type, code }: PlayerError): Fault {
  if (type === ErrorType.NOT_SUPPORTED) return 'unsupported';
  if (code === 404) return 'offline';
  if (code === 429) return 'full';
  return type === ErrorType.AUTHORIZATION || type === ErrorType.INVALID_PARAMETER ? 'refused' : 'unreachable';
}

/** Amazon's player: adaptive bit rate by Media Source Extensions, with its work done in a worker. Throws `Unsupported`. */
export function makeIvsPlayer({ changed, silenced, cue }: PlayerListener): Player {
  if (!isPlayerSupported) throw new Unsupported('no Media Source Extensions');
  const element = videoElement();
  const player = create({ wasmWorker: absolute(wasmWorker), wasmBinary: absolute(wasmBinary) });
  player.attachHTMLVideoElement(element);
  player.setAutoplay(true);
  let chosen: string | null = null;
  let ceiling: number | null = null;
  let hasPlayed = false;
  let isSilent = false;

  const qualities = () => [...player.getQualities()].sort((one, other) => other.bitrate - one.bitrate);

  function applyQuality(): void {
    const all = qualities();
    const fixed = all.find(({ name }) => name === chosen);
    if (fixed) {
      player.setQuality(fixed);
      return;
    }
    const limit = ceiling ?? Number.POSITIVE_INFINITY;
    const best = all.find(({ height }) => height <= limit) ?? all.at(-1);
    if (best) player.setAutoMaxQuality(best);
    player.setAutoQualityMode(true);
  }

  /** Sound is refused first; where even a silent picture is, the viewer has to ask for it. */
  function refused(): void {
    if (isSilent) changed({ phase: 'blocked' });
    else {
      isSilent = true;
      player.setMuted(true);
      silenced();
      player.play();
    }
  }

  player.addEventListener(PlayerState.READY, () => {
    applyQuality();
    changed({ phase: 'starting', qualities: qualities().map(qualityOf) });
  });
  player.addEventListener(PlayerState.BUFFERING, () => changed({ phase: hasPlayed ? 'stalled' : 'starting' }));
  player.addEventListener(PlayerState.PLAYING, () => {
    hasPlayed = true;
    changed({ phase: 'playing', showing: qualityOf(player.getQuality()) });
  });
  player.addEventListener(PlayerState.IDLE, () => {
    if (hasPlayed && player.isPaused()) changed({ phase: 'paused' });
  });
  player.addEventListener(PlayerState.ENDED, () => changed({ phase: 'ended' }));
  player.addEventListener(PlayerEventType.AUDIO_BLOCKED, refused);
  player.addEventListener(PlayerEventType.PLAYBACK_BLOCKED, refused);
  player.addEventListener(PlayerEventType.QUALITY_CHANGED, (quality) => changed({ showing: qualityOf(quality) }));
  player.addEventListener(PlayerEventType.ERROR, (error) => {
    hasPlayed = false;
    changed({ phase: 'failed', fault: faultOf(error) });
  });
  player.addEventListener(PlayerEventType.TEXT_METADATA_CUE, ({ text }) => cue(text));

  return {
    element,
    hasVolume: true,
    load: (url) => {
      hasPlayed = false;
      player.load(url);
      player.play();
    },
    play: () => player.play(),
    pause: () => player.pause(),
    setMuted: (muted) => {
      isSilent = muted;
      player.setMuted(muted);
    },
    setVolume: (volume) => player.setVolume(volume),
    setQuality: (name) => {
      chosen = name;
      applyQuality();
    },
    setCeiling: (height) => {
      ceiling = height;
      applyQuality();
    },
    latency: () => player.getLiveLatency() || null,
    destroy: () => player.delete(),
  };
}
