import { ChannelNotBroadcasting, type IvsClient, PutMetadataCommand } from '@aws-sdk/client-ivs';

/** Puts one frame into a channel's picture. @returns false where the channel has none */
export const makePicture =
  (ivs: IvsClient) =>
  async (channelArn: string, metadata: string): Promise<boolean> => {
    try {
      await ivs.send(new PutMetadataCommand({ channelArn, metadata }));
      return true;
    } catch (error) {
      if (error instanceof ChannelNotBroadcasting) return false;
      throw error;
    }
  };
