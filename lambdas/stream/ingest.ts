import type { StreamSession } from '@aws-sdk/client-ivs';
import type { Ingest } from '#graphql/schema.generated';

/** What an encoder says that it sends, as Amazon IVS keeps it for a stream; null for the first moments, while it keeps none. */
export const toIngest = (session: StreamSession | undefined): Ingest | null => {
  const { ingestConfiguration } = session ?? {};
  if (!ingestConfiguration) return null;
  const { video, audio } = ingestConfiguration;
  return {
    // What an encoder does not say is zero or missing.
    width: video?.videoWidth || null,
    height: video?.videoHeight || null,
    frameRate: video?.targetFramerate || null,
    videoCodec: video?.codec || null,
    videoBitrate: video?.targetBitrate || null,
    audioCodec: audio?.codec || null,
    audioBitrate: audio?.targetBitrate || null,
    sampleRate: audio?.sampleRate || null,
    audioChannels: audio?.channels || null,
  };
};
