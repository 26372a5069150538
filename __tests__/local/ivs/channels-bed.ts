import type { AwsEvent } from '../../../local/engines/events/event.ts';
import { type Ivs, startIvs } from '../../../local/ivs/ivs.ts';
import { choosePorts } from '../../../local/ports.ts';
import { mapHosts } from '../../../local/terraform/map-hosts.ts';
import { resourcesOf, type World } from '../../../local/terraform/world.ts';
import { accountOf } from '../small-account.ts';

type Resources = NonNullable<Parameters<typeof accountOf>[1]>;

/** An account with two channels, c1 and c2, whatever else there is. */
export const accountWithChannels = (statements: Parameters<typeof accountOf>[0] = [], more: Resources = {}): World =>
  accountOf(statements, {
    aws_ivs_channel: { c1: { name: 'butai-dev-c1' }, c2: { name: 'butai-dev-c2', type: 'BASIC' } },
    ...more,
  });

export interface Bed {
  ivs: Ivs;
  world: World;
  /** What was put on the event bus. */
  events: AwsEvent[];
  /** Where players find c1. */
  playbackUrl: string;
}

/** Starts the channels of an account on this machine. Without `now` they follow the clock. */
export async function startChannels(account = accountWithChannels(), now?: () => number): Promise<Bed> {
  const { video } = await choosePorts(['video'], 0);
  const { host } = new URL(String(resourcesOf(account, 'aws_ivs_channel')[0]!.values.playback_url));
  const world = mapHosts(account, { [`https://${host}`]: `http://127.0.0.1:${video}` });
  const events: AwsEvent[] = [];
  const report = (source: string, message: string) => {
    throw new Error(`${source}: ${message}`);
  };
  const ivs = await startIvs({ world, port: video, publish: (event) => events.push(event), now, report });
  return { ivs, world, events, playbackUrl: ivs.channel('c1').settings.playbackUrl };
}
