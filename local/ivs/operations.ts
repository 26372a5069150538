import type { Channel } from './channel.ts';
import { IvsError } from './ivs-error.ts';
import { sessionOf } from './session.ts';
import type { StreamKey, StreamKeys } from './stream-keys.ts';

/** What the calls act on. */
export interface Account {
  channels: readonly Channel[];
  keys: StreamKeys;
  now: () => number;
}

type Input = Record<string, unknown>;
type Operation = (account: Account, input: Input) => object | undefined;

const METADATA_BYTES = 1_024;

const HEALTH = ['HEALTHY', 'STARVING', 'UNKNOWN'];

const channelOf = ({ channels }: Account, arn: unknown): Channel => {
  const found = channels.find(({ settings }) => settings.arn === arn);
  if (!found) throw new IvsError('ResourceNotFoundException', `There is no channel ${arn}.`);
  return found;
};

function streamOf({ settings, broadcast, viewerCount }: Channel) {
  return {
    channelArn: settings.arn,
    streamId: broadcast.id,
    startTime: new Date(broadcast.startedAt).toISOString(),
    state: 'LIVE',
    health: broadcast.isStarving ? 'STARVING' : 'HEALTHY',
    viewerCount,
  };
}

const shown = (key: StreamKey) => ({ ...key, tags: {} });

/** By name; without an answer it is 204. */
const OPERATIONS: Record<string, Operation> = {
  GetChannel: (account, { arn }) => ({
    channel: { ...channelOf(account, arn).settings, insecureIngest: false, tags: {} },
  }),

  GetStream: (account, { channelArn }) => {
    const channel = channelOf(account, channelArn);
    return { stream: { ...streamOf(channel), playbackUrl: channel.settings.playbackUrl } };
  },

  GetStreamSession: (account, { channelArn, streamId }) => ({
    streamSession: sessionOf(channelOf(account, channelArn), streamId === undefined ? undefined : String(streamId)),
  }),

  ListStreams: ({ channels }, { filterBy }) => {
    const { health } = (filterBy ?? {}) as { health?: string };
    if (health !== undefined && !HEALTH.includes(health)) {
      throw new IvsError('ValidationException', `health: ${health}`);
    }
    const streams = channels.filter(({ stream }) => stream).map(streamOf);
    return { streams: streams.filter((stream) => health === undefined || stream.health === health) };
  },

  PutMetadata: (account, { channelArn, metadata }) => {
    const bytes = typeof metadata === 'string' ? Buffer.byteLength(metadata) : 0;
    if (typeof metadata !== 'string' || bytes < 1 || bytes > METADATA_BYTES) {
      throw new IvsError('ValidationException', `metadata must have 1 to ${METADATA_BYTES} bytes, not ${bytes}`);
    }
    channelOf(account, channelArn).broadcast.put(metadata, account.now());
    return undefined;
  },

  StopStream: (account, { channelArn }) => {
    channelOf(account, channelArn).throwOut();
    return {};
  },

  ListStreamKeys: (account, { channelArn }) => {
    const key = account.keys.of(channelOf(account, channelArn).settings.arn);
    return { streamKeys: key ? [{ arn: key.arn, channelArn: key.channelArn, tags: {} }] : [] };
  },

  GetStreamKey: ({ keys }, { arn }) => ({ streamKey: shown(keys.get(String(arn))) }),

  CreateStreamKey: (account, { channelArn }) => ({
    streamKey: shown(account.keys.create(channelOf(account, channelArn).settings.arn)),
  }),

  DeleteStreamKey: ({ keys }, { arn }) => {
    keys.delete(String(arn));
    return undefined;
  },
};

/**
 * Carries out a call of Amazon IVS's API; undefined is an answer without a body.
 * @throws IvsError on whatever Amazon IVS refuses, and on calls that the local stack does not take
 */
export function perform(operation: string, account: Account, input: Input): object | undefined {
  const run = OPERATIONS[operation];
  if (!run) throw new IvsError('ValidationException', `The local stack does not take ivs:${operation}.`);
  return run(account, input);
}
