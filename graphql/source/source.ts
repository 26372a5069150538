import type { Violation } from '../errors.ts';
import { isSlug } from '../id.ts';
import type { Source, StageSource, StageSourceInput } from '../schema.generated.ts';
import { checkRequiredTexts, MAX_LENGTH } from '../text/text.ts';
import { isPictureHost } from './picture-hosts.ts';

/** Most sources of a stage: they are in every LiveState. */
export const MAX_SOURCES = 8;

const LONGEST_URL = 500;

/** What addresses are checked against. */
export interface Playable {
  /** Names of the pool's channels. */
  channels: string[];
  /** Other hosts that pages may play from, with commas between; absent where nobody knows: then the server checks. */
  hosts?: string;
}

/** Checks a stage's sources: ids of their own, each with one address that can be played or a channel that there is. */
export function checkSources(sources: StageSourceInput[], playable: Playable): Violation | null {
  if (sources.length > MAX_SOURCES)
    return { code: 'TOO_MANY', field: 'sources', message: `A stage has at most ${MAX_SOURCES} sources.` };
  const ids = sources.map(({ id }) => id);
  const wrong = ids.findIndex((id) => !isSlug(id) || ids.indexOf(id) !== ids.lastIndexOf(id));
  if (wrong >= 0)
    return { code: 'INVALID_ID', field: `sources.${wrong}.id`, message: 'Each source needs an id of its own.' };
  return (
    sources
      .map(
        (source, i) =>
          checkRequiredTexts(`sources.${i}.label`, source.label, MAX_LENGTH.name) ??
          checkAddress(`sources.${i}`, source, playable),
      )
      .find((violation) => violation !== null) ?? null
  );
}

/** Checks where a picture comes from: a channel of the pool, or an HLS address by https at a host that pages may play from. */
export function checkAddress(
  field: string,
  { channel, url }: Pick<StageSourceInput, 'channel' | 'url'>,
  { channels, hosts }: Playable,
): Violation | null {
  if (!channel === !url)
    return { code: 'INVALID_SOURCE', field, message: 'A source is a channel or an address, one of them.' };
  if (channel && channels.indexOf(channel) < 0)
    return { code: 'CHANNEL_NOT_FOUND', field: `${field}.channel`, message: `There is no channel ${channel}.` };
  if (url && (!url.startsWith('https://') || url.length > LONGEST_URL))
    return { code: 'INVALID_SOURCE', field: `${field}.url`, message: 'An address begins with https.' };
  if (url && hosts !== undefined && !isPictureHost(url, hosts))
    return { code: 'HOST_NOT_ALLOWED', field: `${field}.url`, message: 'Pages may not play from this host.' };
  return null;
}

/** What a stage's row keeps of its sources: nothing that is null. */
export function keptSources(sources: StageSourceInput[]): StageSource[] {
  return sources.map((source) => keptSource(source, source));
}

/** A source at another address. */
export function keptSource(
  { id, role, label }: Pick<StageSource, 'id' | 'role' | 'label'>,
  { channel, url }: Pick<StageSourceInput, 'channel' | 'url'>,
): StageSource {
  return channel ? { id, role, label, channel } : { id, role, label, url: url ?? null };
}

/** What viewers are offered, in order: all but spares, with the address of their channel. A channel that is gone leaves its source out. */
export function offeredSources(sources: StageSource[], playbackUrls: Record<string, string>): Source[] {
  return sources.flatMap(({ id, role, label, channel, url }) => {
    const address = channel ? playbackUrls[channel] : url;
    return role === 'SPARE' || !address ? [] : [{ id, role, label, url: address }];
  });
}
