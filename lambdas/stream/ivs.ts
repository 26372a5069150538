import {
  ChannelNotBroadcasting,
  type _Stream as Described,
  GetStreamCommand,
  type IvsClient,
} from '@aws-sdk/client-ivs';
import type { Stream } from '#graphql/stream/stream';

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
});

const toStream = (streamId: string, { startTime, health, viewerCount = -1 }: Described): Stream => ({
  streamId,
  startedAt: startTime?.toISOString() ?? null,
  health: health ?? 'UNKNOWN',
  // -1: counting took too long. https://docs.aws.amazon.com/ivs/latest/LowLatencyAPIReference/API_Stream.html
  viewers: viewerCount < 0 ? null : viewerCount,
});
