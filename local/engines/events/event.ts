import type { World } from '../../terraform/world.ts';

/** What a service says of an event: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export interface Happened {
  source: string;
  'detail-type': string;
  resources: string[];
  detail: object;
}

/** An event as rules and targets get it. */
export interface AwsEvent extends Happened {
  version: '0';
  id: string;
  account: string;
  /** To the second. */
  time: string;
  region: string;
}

/** @param now milliseconds since 1970 */
export const eventOf = (happened: Happened, { account, region }: World, now: number): AwsEvent => ({
  version: '0',
  id: crypto.randomUUID(),
  account,
  time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
  region,
  ...happened,
});
