/** One rendition of the picture. */
export interface Quality {
  readonly name: string;
  /** In pixels; 0 where there is sound alone, or where it is not known. */
  readonly height: number;
  /** Bits per second. */
  readonly bitrate: number;
}

/**
 * `loading`: nothing was heard of the stream yet · `starting`: it is there and will play · `blocked`: the browser plays nothing before the viewer
 * asks for it · `failed`: with a fault.
 */
export type Phase = 'loading' | 'starting' | 'playing' | 'stalled' | 'paused' | 'blocked' | 'ended' | 'failed';

/**
 * `offline`: nothing is broadcast at the address, or nothing ever was · `refused`: the address is wrong, or not for this viewer · `full`: over the
 * limit of concurrent views · `unsupported`: this browser cannot play it · `unreachable`: all that a better network may mend.
 */
export type Fault = 'offline' | 'refused' | 'full' | 'unsupported' | 'unreachable';

/** What a player says of itself. */
export interface PlayerState {
  readonly phase: Phase;
  /** Of the last failure. */
  readonly fault: Fault | null;
  /** Best first; empty where the browser chooses alone. */
  readonly qualities: readonly Quality[];
  /** What is on screen now. */
  readonly showing: Quality | null;
}

export const SILENT: PlayerState = {
  phase: 'loading',
  fault: null,
  qualities: [],
  showing: null,
};

export interface PlayerListener {
  changed(change: Partial<PlayerState>): void;
  /** The browser refused sound; it plays without. */
  silenced(): void;
  /** A text that came with the picture, at the moment at which its frame is shown. It may come twice, or be lost at a change of quality. */
  cue(text: string): void;
}

/** Plays one live stream at a time in an element of its own. Nothing is heard of it after `destroy`. */
export interface Player {
  readonly element: HTMLVideoElement;
  /** Whether `setVolume` does anything: iPhones leave it to the buttons on their side. */
  readonly hasVolume: boolean;
  /** Plays what is at the address, from its live edge; also again, to catch up. */
  load(url: string): void;
  play(): void;
  pause(): void;
  setMuted(muted: boolean): void;
  /** 0 to 1. */
  setVolume(volume: number): void;
  /** A name out of `qualities`; null: as the network allows. */
  setQuality(name: string | null): void;
  /** The most pixels of height that are chosen by themselves; null: no limit. */
  setCeiling(height: number | null): void;
  /** Seconds between the stage and this screen; null where the player does not know. */
  latency(): number | null;
  destroy(): void;
}

export type OpenPlayer = (listener: PlayerListener) => Promise<Player>;

/** Opening a player failed because of what this browser is, so trying again is no use. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** A picture in the page, never over it: iPhones would else take the whole screen for it. */
export function videoElement(): HTMLVideoElement {
  const element = document.createElement('video');
  element.playsInline = true;
  element.tabIndex = -1;
  return element;
}
