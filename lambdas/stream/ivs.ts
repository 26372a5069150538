import {
  ChannelNotBroadcasting,
  type _Stream as Described,
  GetStreamCommand,
  GetStreamSessionCommand,
  type IvsClient,
} from '@aws-sdk/client-ivs';
import type { Ingest } from '#graphql/schema.generated';
import type { Stream } from '#graphql/stream/stream';
import { toIngest } from './ingest.ts';

export type Ivs = ReturnType<typeof makeIvs>;

/** Amazon IVS as the loop sees it. */
export const makeIvs = (ivs: IvsClient) => ({
  /** The channel's stream; null where it has none. GetStream takes five calls a second of an account, whatever the channel. */
  async read(channelArn: string): Promise<Stream | null> {
    try {
      const { stream } = await ivs.send(new GetStreamCommand({ channelArn }));
      return stream?.streamId && stream.state !== 'OFFLINE' ? toStream(stream.streamId, stream) : null;
    } catch (error) {
      if (error instanceof ChannelNotBroadcasting) return null;
      throw error;
    }
  },

  /** What the encoder of a stream says that it sends; null while Amazon IVS does not know. Five calls a second of an account, like GetStream. */
  async readIngest(channelArn: string, streamId: string): Promise<Ingest | null> {
    const { streamSession } = await ivs.send(new GetStreamSessionCommand({ channelArn, streamId }));
    return toIngest(streamSession);
  },
});

const toStream = (streamId: string, { startTime, health, viewerCount = -1 }: Described): Stream => ({
  streamId,
  startedAt: startTime?.toISOString() ?? null,
  health: health ?? 'UNKNOWN',
  // -1: counting took too long. https://docs.aws.amazon.com/ivs/latest/LowLatencyAPIReference/API_Stream.html
  viewers: viewerCount < 0 ? null : viewerCount,
});
