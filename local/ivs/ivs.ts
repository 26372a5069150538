import { z } from 'zod';
import { type AwsEvent, eventOf } from '../engines/events/event.ts';
import { attributes, block, count, readAs, withoutEffect } from '../engines/resource-schema.ts';
import type { Answer, AwsRequest, Call } from '../gateway/service.ts';
import { listen } from '../listener.ts';
import { resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import { Channel, type ChannelSettings } from './channel.ts';
import type { IvsEvent } from './events.ts';
import { IvsError } from './ivs-error.ts';
import { Limits } from './limits.ts';
import { LOOP_MS, readLoop } from './loop.ts';
import { perform } from './operations.ts';
import { createOrigin } from './origin.ts';
import { StreamKeys } from './stream-keys.ts';

export const IVS_TYPES = ['aws_ivs_channel', 'aws_ivs_recording_configuration'] as const;

const channel = attributes({
  arn: z.string(),
  name: z.string(),
  playback_url: z.string(),
  ingest_endpoint: z.string(),
  latency_mode: z.enum(['LOW', 'NORMAL']).optional(),
  type: z.enum(['BASIC', 'STANDARD', 'ADVANCED_SD', 'ADVANCED_HD']).optional(),
  authorized: z.literal(false).optional(),
  recording_configuration_arn: z.string().optional(),
  timeouts: withoutEffect('made at once'),
});
const recording = attributes({
  name: z.string().optional(),
  destination_configuration: block({ s3: block({ bucket_name: z.string() }) }),
  recording_reconnect_window_seconds: count.optional(),
  thumbnail_configuration: block({ recording_mode: z.string().optional(), target_interval_seconds: count.optional() }),
  state: z.string().optional(),
  timeouts: withoutEffect('made at once'),
});

/** How events come: best effort, as Amazon IVS says of them. */
export interface Delivery {
  /** By how much they are late. */
  delayMs: number;
  /** How often each comes: 0 is lost. */
  copies: number;
}

const PROMPT: Delivery = { delayMs: 0, copies: 1 };

export interface IvsOptions {
  world: World;
  /** Where players find the channels. Default: any that is free. */
  port?: number;
  /** Puts an event on the account's event bus. */
  publish: (event: AwsEvent) => void;
  /** Milliseconds since 1970. Default: the clock. */
  now?: () => number;
  report: (source: string, message: string) => void;
}

export interface Ivs {
  /** `http://127.0.0.1:PORT`, for players. */
  url: string;
  /** Answers calls of the API; the gateway has checked signature and policy. */
  answer(request: AwsRequest, call: Call): Promise<Answer>;
  channels: readonly Channel[];
  /** A channel by its name, by the last part of it (`c1` for `butai-dev-c1`), or by its ARN. @throws naming those that there are */
  channel(name: string): Channel;
  /** How events come from now on; left out, at once and once. */
  deliver(delivery?: Partial<Delivery>): void;
  /** Players are refused, until `restore`; the streams go on. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** A stand-in for Amazon IVS, low latency: the world's channels, on which a committed loop is broadcast. */
export async function startIvs({ world, port = 0, publish, now = Date.now, report }: IvsOptions): Promise<Ivs> {
  checkRecordings(world);
  // A whole pass ahead of everything, so that a stream can have begun before it was started; in step with the clock, so that the picture's
  // counter shows the seconds that have passed since the last multiple of sixteen.
  const epoch = (Math.floor(now() / LOOP_MS) - 1) * LOOP_MS;
  const keys = new StreamKeys();
  const limits = new Limits();
  const late = new Set<NodeJS.Timeout>();
  let delivery = PROMPT;

  const tell = (happened: IvsEvent) => {
    const event = eventOf({ source: 'aws.ivs', ...happened }, world, now());
    for (let copy = 0; copy < delivery.copies; copy++) {
      const timer = setTimeout(() => {
        late.delete(timer);
        publish(event);
      }, delivery.delayMs);
      late.add(timer);
    }
  };
  const channels = resourcesOf(world, 'aws_ivs_channel').map((resource) => {
    const settings = settingsOf(readAs(channel, resource));
    keys.create(settings.arn);
    return new Channel({ settings, keys, epoch, now, publish: tell });
  });
  const account = { channels, keys, now };

  const listener = await listen(port, createOrigin({ channels, loop: readLoop(), epoch, now }), (error) =>
    report('ivs', String(error)),
  );
  return {
    url: listener.url,
    channels,
    channel(name) {
      const named = ({ settings: { arn, name: whole } }: Channel) =>
        arn === name || whole === name || whole.endsWith(`-${name}`);
      const found = channels.find(named);
      if (found) return found;
      throw new Error(`there is no channel ${name}: ${channels.map(({ settings }) => settings.name).join(', ')}`);
    },
    deliver: (wanted = {}) => {
      delivery = { ...PROMPT, ...wanted };
    },
    cut: listener.cut,
    restore: listener.restore,
    async answer({ body }, { operation }) {
      try {
        const input = JSON.parse(body.toString('utf8') || '{}') as Record<string, unknown>;
        limits.take(operation, String(input.channelArn), now());
        const output = perform(operation, account, input);
        return output ? { status: 200, headers: JSON_HEADERS, body: JSON.stringify(output) } : NO_CONTENT;
      } catch (error) {
        if (!(error instanceof IvsError)) throw error;
        const headers = { ...JSON_HEADERS, 'x-amzn-errortype': error.code };
        return { status: error.status, headers, body: JSON.stringify({ exceptionMessage: error.message }) };
      }
    },
    async stop() {
      for (const timer of late) clearTimeout(timer);
      for (const each of channels) each.stop();
      await listener.stop();
    },
  };
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const NO_CONTENT: Answer = { status: 204, headers: {}, body: '' };

function settingsOf(values: z.output<typeof channel>): ChannelSettings {
  return {
    arn: values.arn,
    name: values.name,
    playbackUrl: values.playback_url,
    ingestEndpoint: values.ingest_endpoint,
    latencyMode: values.latency_mode ?? 'LOW',
    type: values.type ?? 'STANDARD',
    authorized: values.authorized ?? false,
    recordingConfigurationArn: values.recording_configuration_arn ?? '',
  };
}

/** Nothing is recorded locally, but where it would go must be there. */
function checkRecordings(world: World): void {
  const buckets = resourcesOf(world, 'aws_s3_bucket').map(({ values }) => values.bucket);
  for (const resource of resourcesOf(world, 'aws_ivs_recording_configuration')) {
    const bucket = readAs(recording, resource).destination_configuration?.s3?.bucket_name;
    if (!buckets.includes(bucket)) throw new UnsupportedResource(resource.address, `there is no bucket ${bucket}`);
  }
}
