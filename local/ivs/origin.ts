import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Channel } from './channel.ts';
import type { Loop, Rendition } from './loop.ts';
import { masterPlaylist, mediaPlaylist } from './playlists.ts';

/** How long players still find the end of a stream. */
const ENDING_MS = 30_000;

const PLAYLIST = 'application/vnd.apple.mpegurl';
const SEGMENT = 'video/mp2t';

export interface OriginOptions {
  channels: readonly Channel[];
  loop: Loop;
  /** When segment 0 began, in milliseconds since 1970. */
  epoch: number;
  now: () => number;
}

interface Found {
  type: string;
  body: string | Buffer;
}

/** Answers what players ask for under the channels' playback addresses. */
export function createOrigin({ channels, loop, epoch, now }: OriginOptions) {
  const byPath = new Map(channels.map((channel) => [folderOf(channel), channel]));

  const playlist = (channel: Channel, name: string, session: string | null): Found | undefined => {
    const { ended } = channel;
    const justEnded = ended?.endedAt !== undefined && now() - ended.endedAt < ENDING_MS ? ended : undefined;
    const stream = channel.stream ?? justEnded;
    if (!stream) return undefined;
    if (channel.stream && session) channel.audience.see(session, now());
    return { type: PLAYLIST, body: mediaPlaylist(name, stream.window(now()), epoch, stream === justEnded) };
  };

  const segment = (channel: Channel, name: Rendition['name'], number: number): Found | undefined => {
    const stream = [channel.stream, channel.ended].find((each) => each?.has(number, now()));
    return stream && { type: SEGMENT, body: loop.segment(name, number, stream.metadataIn(number)) };
  };

  const find = ({ pathname, searchParams }: URL): Found | undefined => {
    const [, folder = '', file] = /^(.*?)(?:\/((?:hi|lo)(?:\.m3u8|-\d+\.ts)))?$/.exec(pathname) ?? [];
    const channel = byPath.get(file ? folder : folder.replace(/\.m3u8$/, ''));
    if (!channel) return undefined;
    if (!file) {
      const name = folder
        .split('/')
        .at(-1)!
        .replace(/\.m3u8$/, '');
      return channel.stream && { type: PLAYLIST, body: masterPlaylist(name, randomUUID()) };
    }
    const name = file.slice(0, 2) as Rendition['name'];
    if (file.endsWith('.m3u8')) return playlist(channel, name, searchParams.get('session'));
    return segment(channel, name, Number.parseInt(file.slice(3), 10));
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    response.setHeader('cache-control', 'no-store');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (request.method !== 'GET') return void response.writeHead(405).end();
    const found = find(new URL(request.url ?? '/', 'http://origin'));
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': found.type }).end(found.body);
  };
}

/** A channel's playback address without its host and its ending: its playlists and segments are below. */
const folderOf = ({ settings }: Channel): string => new URL(settings.playbackUrl).pathname.replace(/\.m3u8$/, '');
