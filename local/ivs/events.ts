import { IvsError } from './ivs-error.ts';

/** Events as Amazon IVS sends them: https://docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/eventbridge.html */
export interface IvsEvent {
  'detail-type': 'IVS Stream State Change' | 'IVS Stream Health Change' | 'IVS Limit Breach';
  resources: string[];
  detail: Record<string, string | number>;
}

interface About {
  arn: string;
  name: string;
}

const names = ({ name }: About, streamId: string) => ({ channel_name: name, stream_id: streamId });

type StateChange = 'Session Created' | 'Stream Start' | 'Session Ended' | 'Stream End';

export const stateChange = (channel: About, streamId: string, event_name: StateChange): IvsEvent => ({
  'detail-type': 'IVS Stream State Change',
  resources: [channel.arn],
  detail: { event_name, ...names(channel, streamId) },
});

export const healthChange = (
  channel: About,
  streamId: string,
  event_name: 'Starvation Start' | 'Starvation End',
): IvsEvent => ({
  'detail-type': 'IVS Stream Health Change',
  resources: [channel.arn],
  detail: { event_name, ...names(channel, streamId) },
});

/** Limits of the account name no channel. */
const LIMITS: Record<string, { limit_value: number; limit_unit: string; ofAccount?: true }> = {
  'Ingest Bitrate': { limit_value: 8_500_000, limit_unit: 'bits per second' },
  'Ingest Resolution': { limit_value: 2_073_600, limit_unit: 'total pixels' },
  'Concurrent Broadcasts': { limit_value: 100, limit_unit: 'active streams', ofAccount: true },
  'Concurrent Viewers': { limit_value: 15_000, limit_unit: 'viewers', ofAccount: true },
};

/** @throws IvsError naming the limits that there are */
export function limitBreach(channel: About, streamId: string, limit_name: string, exceeded_by: number): IvsEvent {
  const limit = LIMITS[limit_name];
  if (!limit) {
    throw new IvsError('ValidationException', `there is no limit ${limit_name}: ${Object.keys(LIMITS).join(', ')}`);
  }
  const { ofAccount, ...values } = limit;
  return {
    'detail-type': 'IVS Limit Breach',
    resources: ofAccount ? [] : [channel.arn],
    detail: { limit_name, ...values, exceeded_by, ...(ofAccount ? {} : names(channel, streamId)) },
  };
}
