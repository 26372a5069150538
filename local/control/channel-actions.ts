import type { Channel } from '../ivs/channel.ts';
import type { Ivs } from '../ivs/ivs.ts';
import type { Action, Actions } from './control.ts';

/** What the control page and `script/channel` show of a channel. */
function shown({ settings, stream, viewerCount }: Channel) {
  return {
    name: settings.name,
    arn: settings.arn,
    playbackUrl: settings.playbackUrl,
    state: stream ? 'LIVE' : 'OFFLINE',
    ...(stream && {
      streamId: stream.id,
      startedAt: new Date(stream.startedAt).toISOString(),
      health: stream.isStarving ? 'STARVING' : 'HEALTHY',
      viewerCount,
    }),
  };
}

function wholeNumber(value: unknown, name: string, least: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least) {
    throw new Error(`${name} is a whole number from ${least}, not ${value}`);
  }
  return number;
}

/** What can be done to the encoders of the channels, and to what Amazon IVS says of them. */
export function channelActions(ivs: Ivs): Actions {
  const to =
    (act: (channel: Channel, input: Record<string, unknown>) => void): Action =>
    (input) => {
      const channel = ivs.channel(String(input.channel));
      act(channel, input);
      return shown(channel);
    };
  return {
    'GET /channels': () => ivs.channels.map(shown),

    // `{"channel": "c1"}`; with a `key` the encoder comes with that one, otherwise with the right one.
    'POST /channels/start': to((channel, { key }) => channel.start(key === undefined ? undefined : String(key))),
    'POST /channels/stop': to((channel) => channel.end()),
    // The encoder stays and sends nothing, and sends again.
    'POST /channels/starve': to((channel) => channel.starve()),
    'POST /channels/feed': to((channel) => channel.feed()),

    // `{"channel": "c1", "count": 4012}`; −1 is "timed out", null counts those who watch.
    'POST /channels/viewers': to((channel, { count }) =>
      channel.setViewerCount(count === null || count === undefined ? undefined : wholeNumber(count, 'count', -1)),
    ),

    // `{"channel": "c1", "limit": "Ingest Bitrate", "by": 500000}`
    'POST /channels/exceed': to((channel, { limit, by = 1 }) =>
      channel.exceed(String(limit), wholeNumber(by, 'by', 1)),
    ),

    // The pictures stay away from players, as when their network blocks them.
    'POST /channels/cut': () => ivs.cut(),
    'POST /channels/restore': () => ivs.restore(),

    // How events come from now on: `{"delayMs": 60000, "copies": 2}`; 0 copies is lost, nothing at all is prompt again.
    'POST /channels/events': ({ delayMs = 0, copies = 1 }) =>
      ivs.deliver({ delayMs: wholeNumber(delayMs, 'delayMs', 0), copies: wholeNumber(copies, 'copies', 0) }),
  };
}
