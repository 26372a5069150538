/** Broadcasting on a channel of the pool. Legal in APPSYNC_JS. */

/** What resolvers ask of the function that may touch stream keys (lambdas/broadcast/keys.ts). */
export interface KeysCall {
  act: 'READ' | 'COPY' | 'REPLACE';
  channel: string;
  /** The operator's name; nobody's where nothing is changed or given out. */
  by: string | null;
}

/** What an encoder should be set to. */
export interface EncoderSettings {
  width: number;
  height: number;
  /** Pictures a second. */
  frameRate: number;
  /** Kilobits a second, as encoders have it. */
  videoBitrate: number;
  audioBitrate: number;
  /** Seconds from one key frame to the next. */
  keyframe: number;
  /** Kilobits a second, picture and sound together, beyond which the service throws the encoder out. */
  most: number;
}

const EVERYWHERE = { audioBitrate: 160, keyframe: 2 };

/**
 * The settings for a channel's type. BASIC hands on what the encoder sends: what is set here is what every viewer must be able to receive.
 * https://docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/streaming-config.html
 */
export function encoderSettings(channelType: string): EncoderSettings {
  return channelType === 'BASIC'
    ? { ...EVERYWHERE, width: 1280, height: 720, frameRate: 30, videoBitrate: 2_500, most: 3_500 }
    : { ...EVERYWHERE, width: 1920, height: 1080, frameRate: 60, videoBitrate: 6_000, most: 8_500 };
}
