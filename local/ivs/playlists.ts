import { RENDITIONS, SEGMENT_MS } from './loop.ts';
import type { Window } from './stream.ts';

/** HTTP Live Streaming: https://datatracker.ietf.org/doc/html/rfc8216 */

const lines = (...each: string[]): string => `${each.join('\n')}\n`;

/**
 * The playlist of qualities, the best first.
 * @param folder where their own playlists are, relative to this one
 * @param session who watches: given on with every request for a playlist
 */
export const masterPlaylist = (folder: string, session: string): string =>
  lines(
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    ...RENDITIONS.flatMap(({ name, width, height, bandwidth, codecs }) => [
      `#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID="${height}p30",NAME="${height}p",AUTOSELECT=YES,DEFAULT=YES`,
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${width}x${height},CODECS="${codecs}",VIDEO="${height}p30",FRAME-RATE=30.000`,
      `${folder}/${name}.m3u8?session=${session}`,
    ]),
  );

/**
 * The playlist of a quality's segments.
 * @param epoch when segment 0 began, in milliseconds since 1970
 */
export function mediaPlaylist(name: string, { first, next }: Window, epoch: number, ended: boolean): string {
  const segments = Array.from({ length: Math.max(0, next - first) }, (_, index) => first + index);
  const seconds = SEGMENT_MS / 1_000;
  return lines(
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${seconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    ...segments.flatMap((segment) => [
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(epoch + segment * SEGMENT_MS).toISOString()}`,
      `#EXTINF:${seconds.toFixed(3)},`,
      `${name}-${segment}.ts`,
    ]),
    ...(ended ? ['#EXT-X-ENDLIST'] : []),
  );
}
