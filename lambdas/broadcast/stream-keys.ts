import {
  ChannelNotBroadcasting,
  CreateStreamKeyCommand,
  DeleteStreamKeyCommand,
  GetStreamKeyCommand,
  GetStreamSessionCommand,
  type IvsClient,
  ListStreamKeysCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  StopStreamCommand,
  type StreamKey,
} from '@aws-sdk/client-ivs';
import type { Signal } from '#graphql/schema.generated';
import { toSignal } from './signal.ts';

export type StreamKeys = ReturnType<typeof makeStreamKeys>;

/** Amazon IVS as whoever handles stream keys sees it. A key's value is in what these return, and nowhere else: not in a log, not in an error. */
export const makeStreamKeys = (ivs: IvsClient) => {
  const list = async (channelArn: string): Promise<string[]> => {
    const { streamKeys = [] } = await ivs.send(new ListStreamKeysCommand({ channelArn }));
    return streamKeys.flatMap(({ arn }) => arn ?? []);
  };

  const read = async (arn: string): Promise<string | null> => {
    const found = await orNull(ResourceNotFoundException, ivs.send(new GetStreamKeyCommand({ arn })));
    return found && keyValue(found.streamKey);
  };

  return {
    /** ARNs of the channel's keys: one, or none while it is being replaced. */
    list,

    /** The value of the channel's key; null where it has none. */
    async readOf(channelArn: string): Promise<string | null> {
      const [arn] = await list(channelArn);
      return arn === undefined ? null : read(arn);
    },

    /** Makes a key void. Nothing happens where somebody did so before. */
    async remove(arn: string): Promise<void> {
      await orNull(ResourceNotFoundException, ivs.send(new DeleteStreamKeyCommand({ arn })));
    },

    /** Throws the encoder out; it may come back as long as its key is good. False where there was none. */
    throwOut: async (channelArn: string): Promise<boolean> =>
      (await orNull(ChannelNotBroadcasting, ivs.send(new StopStreamCommand({ channelArn })))) !== null,

    /**
     * Makes a key and returns its value. A channel has one key: where somebody else made one at the same moment, that is the new one.
     * @param old ARNs that are not it
     */
    async create(channelArn: string, old: readonly string[]): Promise<string> {
      try {
        const { streamKey } = await ivs.send(new CreateStreamKeyCommand({ channelArn }));
        return keyValue(streamKey);
      } catch (error) {
        if (!(error instanceof ServiceQuotaExceededException)) throw error;
        const made = (await list(channelArn)).find((arn) => !old.includes(arn));
        const value = made === undefined ? null : await read(made);
        if (value === null) throw error;
        return value;
      }
    },

    /** What comes in on the channel; null while no encoder is connected. GetStreamSession, so that GetStream's five calls a second stay the loops'. */
    async readSignal(channelArn: string): Promise<Signal | null> {
      const asked = ivs.send(new GetStreamSessionCommand({ channelArn }));
      return toSignal((await orNull(ResourceNotFoundException, asked))?.streamSession);
    },
  };
};

const keyValue = (key: StreamKey | undefined): string => {
  if (!key?.value) throw new Error(`Amazon IVS gave a stream key without its value: ${key?.arn}`);
  return key.value;
};

/** What a call answers; null where it failed with that error, which says that there is nothing. */
const orNull = async <Answer>(
  Nothing: new (...args: never[]) => Error,
  call: Promise<Answer>,
): Promise<Answer | null> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Nothing) return null;
    throw error;
  }
};
