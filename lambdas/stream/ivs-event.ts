import type { EventBridgeEvent } from 'aws-lambda';

/** https://docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/eventbridge.html */
export type IvsEvent = EventBridgeEvent<
  'IVS Stream State Change' | 'IVS Stream Health Change' | 'IVS Limit Breach',
  IvsEventDetail
>;

interface IvsEventDetail {
  readonly event_name?: string;
  readonly stream_id?: string;
  /** Of a limit's breach. */
  readonly limit_name?: string;
  /** More of it, to be logged. */
  readonly [name: string]: unknown;
}

/** What tells that a channel has a stream. */
const MEANS_LIVE = ['Stream Start', 'Stream Takeover', 'Starvation Start', 'Starvation End'];

/** The stream that an event says is live, with its channel's ARN; null where it says nothing of the kind. */
export const liveStreamOf = ({ resources, detail }: IvsEvent): { channelArn: string; streamId: string } | null => {
  const [channelArn] = resources;
  const { event_name: name = '', stream_id: streamId } = detail;
  return channelArn && streamId && MEANS_LIVE.includes(name) ? { channelArn, streamId } : null;
};
