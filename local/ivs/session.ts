import type { Channel } from './channel.ts';
import { IvsError } from './ivs-error.ts';
import { RENDITIONS } from './loop.ts';
import type { Stream } from './stream.ts';

const [SENT] = RENDITIONS;

/** Of the loop's sound, in bits a second (make-loop.sh). */
const SOUND = 32_000;

/** What the encoder says that it sends: the better of the loop's qualities. */
function ingestConfiguration() {
  if (!SENT) throw new Error('the loop has no rendition');
  const [video, audio] = SENT.codecs.split(',');
  return {
    video: {
      avcProfile: 'Main',
      codec: video,
      encoder: 'the committed loop',
      targetBitrate: SENT.bandwidth - SOUND,
      targetFramerate: 30,
      videoHeight: SENT.height,
      videoWidth: SENT.width,
    },
    audio: { codec: audio, targetBitrate: SOUND, sampleRate: 48_000, channels: 1 },
  };
}

const iso = (moment: number): string => new Date(moment).toISOString();

/**
 * What GetStreamSession says of one broadcast. Only the channel's last two are kept.
 * @param streamId left out, the latest one
 * @throws IvsError ResourceNotFoundException
 */
export function sessionOf({ settings, stream, ended }: Channel, streamId: string | undefined) {
  const found: Stream | undefined = [stream, ended].find((each) => each && (streamId ?? each.id) === each.id);
  if (!found) {
    throw new IvsError('ResourceNotFoundException', `[${settings.arn}] has no stream session ${streamId ?? ''}`);
  }
  return {
    streamId: found.id,
    startTime: iso(found.startedAt),
    ...(found.endedAt !== undefined && { endTime: iso(found.endedAt) }),
    channel: settings,
    ingestConfiguration: ingestConfiguration(),
    truncatedEvents: found.events.map(({ at, ...event }) => ({ ...event, eventTime: iso(at) })),
  };
}
