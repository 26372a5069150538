import type { Ingest, StreamHealth } from '#graphql/schema.generated';
import { language } from '../text/language.ts';
import { exactClock } from '../time/format.ts';
import { broadcastWords } from './broadcast-words.ts';

/** What comes in on a channel, by whomever it was told. */
export interface Incoming {
  /** ISO 8601; null where nobody knows. */
  readonly since: string | null;
  readonly health: StreamHealth;
  readonly starvingSince: string | null;
  readonly ingest: Ingest | null;
}

/** A lamp's shape and its word. */
export interface Stand {
  readonly lamp: 'cue' | 'warn' | '';
  readonly said: string;
}

/** How the signal stands; null is none. */
export function standOf(incoming: Incoming | null, zone: string): Stand {
  if (!incoming) return { lamp: '', said: broadcastWords().none };
  const { health, since, starvingSince } = incoming;
  if (health === 'UNKNOWN') return { lamp: 'warn', said: broadcastWords().unknown };
  const at = (time: string) => exactClock(Date.parse(time), language(), zone);
  if (health === 'STARVING') return { lamp: 'warn', said: broadcastWords().starving(at(starvingSince ?? since ?? '')) };
  return { lamp: 'cue', said: broadcastWords().live };
}

/** `6 Mbps`, `160 kbps`. */
export function bitrate(bitsASecond: number): string {
  const write = (value: number, unit: string) =>
    `${value.toLocaleString(language(), { maximumFractionDigits: 1 })} ${unit}`;
  return bitsASecond >= 1_000_000 ? write(bitsASecond / 1_000_000, 'Mbps') : write(bitsASecond / 1_000, 'kbps');
}

/** `1080p60, 6 Mbps target`; empty where nothing is told. */
export function pictureSaid({ height, frameRate, videoBitrate }: Ingest): string {
  const size = height ? `${height}p${frameRate ?? ''}` : '';
  const rate = videoBitrate ? broadcastWords().target(bitrate(videoBitrate)) : '';
  return [size, rate].filter(Boolean).join(', ');
}

/** What else the encoder tells, of the picture and of the sound. */
export function detailsSaid(ingest: Ingest): string[] {
  const { width, height, videoCodec, audioCodec, audioBitrate, sampleRate, audioChannels } = ingest;
  const picture = [width && height && `${width}×${height}`, videoCodec];
  const sound = [
    audioCodec,
    audioBitrate && bitrate(audioBitrate),
    sampleRate && `${sampleRate / 1_000} kHz`,
    audioChannels && (broadcastWords().audio[audioChannels] ?? `${audioChannels} ch`),
  ];
  return [picture, sound].map((parts) => parts.filter(Boolean).join(', ')).filter(Boolean);
}
