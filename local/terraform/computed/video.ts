import { arn, type Compute, madeUp, nameOf, type Place } from './place.ts';

type Values = Record<string, unknown>;

function channel(values: Values, place: Place): Values {
  const id = madeUp(place, 12, 'mixed');
  const channelArn = arn(place, 'ivs', `channel/${id}`);
  // one for all channels of an account and region
  const customer = madeUp({ ...place, address: `ivs.${place.account}.${place.region}` }, 12, 'lower');
  return {
    id: channelArn,
    arn: channelArn,
    name: nameOf(values, place),
    ingest_endpoint: `${customer}.global-contribute.live-video.net`,
    playback_url: `https://${customer}.${place.region}.playback.live-video.net/api/video/v1/${place.region}.${place.account}.channel.${id}.m3u8`,
  };
}

/** Amazon IVS. */
export const VIDEO: Record<string, Compute> = {
  aws_ivs_channel: channel,
  aws_ivs_recording_configuration: (_values, place) => {
    const recording = arn(place, 'ivs', `recording-configuration/${madeUp(place, 12, 'mixed')}`);
    return { id: recording, arn: recording, state: 'ACTIVE' };
  },
};
